/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** What Spring Boot reads in place of the class files of auto-configurations that do not apply. */
class AutoConfigurationMetadataTest {

    @Test
    void eachAutoConfigurationIsInTheMetadata() throws IOException {
        ClassLoader loader = getClass().getClassLoader();
        Properties metadata =
                PropertiesLoaderUtils.loadAllProperties("META-INF/spring-autoconfigure-metadata.properties", loader);
        List<String> ours = ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream()
                .filter(name -> name.startsWith("io.github.notdisposable."))
                .toList();

        assertThat(ours).isNotEmpty().allSatisfy(name -> assertThat(metadata).containsKey(name));
    }
}
