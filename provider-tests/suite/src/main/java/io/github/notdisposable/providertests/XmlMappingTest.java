/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.providertests;

import static io.github.notdisposable.providertests.Validators.messages;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Configuration;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class XmlMappingTest {

    private static final String MAPPING = """
            <constraint-mappings xmlns="https://jakarta.ee/xml/ns/validation/mapping" version="3.0">
              <bean class="%s" ignore-annotations="true">
                <field name="plain">
                  <constraint annotation="io.github.notdisposable.NotDisposable"/>
                </field>
                <field name="business">
                  <constraint annotation="io.github.notdisposable.NotDisposable">
                    <message>Work address, please</message>
                    <element name="policy">BUSINESS_ONLY</element>
                    <element name="block">
                      <value>GREY</value>
                      <value>UNRESOLVED</value>
                    </element>
                    <element name="whenUnavailable">REJECT</element>
                  </constraint>
                </field>
                <field name="composed">
                  <constraint annotation="io.github.notdisposable.BusinessEmail"/>
                </field>
                <field name="domain">
                  <constraint annotation="io.github.notdisposable.NotDisposable">
                    <element name="bareDomain">true</element>
                  </constraint>
                </field>
                <field name="elements">
                  <container-element-type>
                    <constraint annotation="io.github.notdisposable.NotDisposable"/>
                  </container-element-type>
                </field>
              </bean>
            </constraint-mappings>
            """.formatted(Plain.class.getName());

    @Test
    void isDeclaredInXml() {
        Configuration<?> configuration = Validators.configuredWith(Validators.stubEngine())
                .addMapping(new ByteArrayInputStream(MAPPING.getBytes(StandardCharsets.UTF_8)));
        try (ValidatorFactory factory = configuration.buildValidatorFactory()) {
            Validator validator = factory.getValidator();

            assertThat(messages(validator.validateValue(Plain.class, "plain", "bob@throwaway.example")))
                    .containsExactly("Please use a permanent email address. Disposable addresses are not allowed.");
            assertThat(validator.validateValue(Plain.class, "plain", "bob@public.example"))
                    .isEmpty();
            for (String refused :
                    List.of("bob@public.example", "bob@grey.example", "bob@unresolved.example", "bob@down.example")) {
                assertThat(messages(validator.validateValue(Plain.class, "business", refused)))
                        .as(refused)
                        .containsExactly("Work address, please");
            }
            assertThat(validator.validateValue(Plain.class, "business", "bob@company.example"))
                    .isEmpty();
            assertThat(messages(validator.validateValue(Plain.class, "composed", "bob@public.example")))
                    .containsExactly("Please use your company email address.");
            assertThat(validator.validateValue(Plain.class, "domain", "throwaway.example"))
                    .hasSize(1);
            assertThat(validator.validate(new Plain(List.of("bob@company.example", "bob@throwaway.example"))))
                    .hasSize(1);
        }
    }

    /** A bean without a single annotation. */
    @SuppressWarnings("unused")
    static final class Plain {
        private final String plain = "";
        private final String business = "";
        private final String composed = "";
        private final String domain = "";
        private final List<String> elements;

        Plain(List<String> elements) {
            this.elements = elements;
        }
    }
}
