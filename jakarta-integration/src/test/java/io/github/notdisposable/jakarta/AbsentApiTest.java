/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.config.SettingsSourceProvider;
import io.github.notdisposable.jakarta.cdi.NotDisposableExtension;
import io.github.notdisposable.jakarta.cdi.RequestEmails;
import io.github.notdisposable.jakarta.faces.FacesFunctions;
import io.github.notdisposable.jakarta.internal.ServletClientRequest;
import io.github.notdisposable.jakarta.internal.ValidationCheck;
import io.github.notdisposable.jakarta.microprofile.MicroProfileSettings;
import io.github.notdisposable.jakarta.rest.ClientIpRequestFilter;
import io.github.notdisposable.jakarta.rest.ConstraintViolationProblemMapper;
import io.github.notdisposable.jakarta.servlet.ClientIpFilter;
import io.github.notdisposable.jakarta.servlet.ClientIpInitializer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each package can be looked through, as containers and class-path scanners do, where the API of the other one is absent. */
class AbsentApiTest {

    @ParameterizedTest
    @ValueSource(classes = {ClientIpFilter.class, ServletClientRequest.class})
    void servletsNeedNoJakartaRest(Class<?> type) throws Exception {
        assertThat(new Without("jakarta.ws.rs.").define(type).getDeclaredMethods())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {ClientIpRequestFilter.class, ClientIpRequestFilter.PeerAddress.class})
    void jakartaRestNeedsNoServlets(Class<?> type) throws Exception {
        assertThat(new Without("jakarta.servlet.").define(type).getDeclaredMethods())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ClientIpInitializer.class,
                ValidationCheck.class,
                FacesFunctions.class,
                ConstraintViolationProblemMapper.class
            })
    void othersNeedNoCdi(Class<?> type) throws Exception {
        assertThat(new Without("jakarta.enterprise.").define(type).getDeclaredMethods())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {NotDisposableExtension.class, RequestEmails.class})
    void cdiNeedsNothingElse(Class<?> type) throws Exception {
        for (String absent :
                List.of("jakarta.servlet.", "jakarta.ws.rs.", "jakarta.faces.", "org.eclipse.microprofile.")) {
            assertThat(new Without(absent).define(type).getDeclaredMethods()).isNotEmpty();
        }
    }

    @Test
    void settingsNeedNoMicroProfileConfig() throws Exception {
        Object provider = new Without("org.eclipse.microprofile.")
                .define(MicroProfileSettings.class)
                .getConstructor()
                .newInstance();

        assertThat(((SettingsSourceProvider) provider).source(getClass().getClassLoader()))
                .isEmpty();
    }

    /** Loads our classes once more, and others but those of one API. */
    private static final class Without extends ClassLoader {

        private final String absent;

        Without(String absent) {
            super(AbsentApiTest.class.getClassLoader());
            this.absent = absent;
        }

        Class<?> define(Class<?> type) throws ClassNotFoundException {
            Class<?> again = loadClass(type.getName());
            assertThat(again).isNotSameAs(type);
            return again;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(absent)) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.github.notdisposable.jakarta.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
