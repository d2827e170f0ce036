/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.providertests;

import static io.github.notdisposable.providertests.Validators.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.Block;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailChecker;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.GroupSequence;
import jakarta.validation.Payload;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.ConvertGroup;
import jakarta.validation.groups.Default;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributesTest {

    private static final String DISPOSABLE =
            "Please use a permanent email address. Disposable addresses are not allowed.";
    private static final String BUSINESS = "Please use your company email address.";

    private final Validator validator = Validators.stub();

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    # value                       , plain, primary, business, public, blocking
                    bob@company.example           , true , true   , true    , false , true
                    bob@public.example            , true , true   , false   , true  , false
                    bob@throwaway.example         , false, false  , false   , false , false
                    bob@blocklisted.example       , false, false  , false   , false , false
                    bob@relay.example             , true , false  , false   , false , false
                    info@company.example          , true , false  , false   , false , false
                    bob+news@company.example      , true , false  , false   , false , false
                    bob@nomail.example            , true , false  , false   , false , false
                    bob@unresolved.example        , true , true   , true    , false , false
                    bob@suspicious.example        , true , true   , true    , false , false
                    bob@grey.example              , true , true   , true    , false , false
                    bob@banned.example            , false, false  , false   , false , false
                    bob@down.example              , true , true   , true    , true  , true
                    bob@broken.example            , true , true   , true    , true  , true
                    no address                    , true , true   , true    , true  , true
                    -                             , true , true   , true    , true  , true
                    """)
    void judgesByPolicyAndBlock(
            @Nullable String value,
            boolean plain,
            boolean primary,
            boolean business,
            boolean publicOnly,
            boolean blocking) {
        assertThat(isValid("plain", value)).as("DISPOSABLE_ONLY").isEqualTo(plain);
        assertThat(isValid("primary", value)).as("PUBLIC_AND_CUSTOM").isEqualTo(primary);
        assertThat(isValid("business", value)).as("BUSINESS_ONLY").isEqualTo(business);
        assertThat(isValid("publicOnly", value)).as("PUBLIC_ONLY").isEqualTo(publicOnly);
        assertThat(isValid("blocking", value)).as("block").isEqualTo(blocking);
    }

    @Test
    void refusesWhatCannotBeCheckedOnlyWhereItIsToldTo() {
        assertThat(validator.validateValue(Unavailable.class, "configured", "bob@down.example"))
                .isEmpty();
        assertThat(validator.validateValue(Unavailable.class, "allow", "bob@down.example"))
                .isEmpty();
        assertThat(messages(validator.validateValue(Unavailable.class, "reject", "bob@down.example")))
                .containsExactly("This email address cannot be checked at the moment. Please try again later.");
        assertThat(validator.validateValue(Unavailable.class, "reject", "bob@broken.example"))
                .hasSize(1);
        assertThat(validator.validateValue(Unavailable.class, "reject", "bob@company.example"))
                .isEmpty();
    }

    @Test
    void takesTheConfiguredAnswerToAnOutageWhereTheAnnotationDoesNotSay() {
        try (EmailChecker strict = EmailChecker.builder()
                .backend(new StubBackend())
                .whenUnavailable(WhenUnavailable.REJECT)
                .build()) {
            Validator configured = Validators.configuredWith(CheckerEngine.of(strict))
                    .buildValidatorFactory()
                    .getValidator();

            assertThat(configured.validateValue(Unavailable.class, "configured", "bob@down.example"))
                    .hasSize(1);
            assertThat(configured.validateValue(Unavailable.class, "allow", "bob@down.example"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "throwaway.example, false",
        "THROWAWAY.example., false",
        "x.throwaway.example, false",
        "' throwaway.example ', false",
        "bob@throwaway.example, false",
        "company.example, true",
        "bob@company.example, true",
        "not a domain, true",
        "@throwaway.example, true",
        "'', true"
    })
    void checksABareDomainWhereTheAnnotationSaysSo(String value, boolean valid) {
        assertThat(isValid("domain", value)).isEqualTo(valid);
    }

    @Test
    void letsABareDomainPassWhereTheAnnotationDoesNotSaySo() {
        assertThat(isValid("plain", "throwaway.example")).isTrue();
    }

    @Test
    void takesATraitThatIsNamedTwiceForOne() {
        assertThat(validator.validateValue(Twice.class, "email", "bob@relay.example"))
                .hasSize(1);
        assertThat(validator.validateValue(Twice.class, "email", "bob@company.example"))
                .isEmpty();
    }

    @Test
    void standsInGroups() {
        Grouped bean = new Grouped("bob@public.example");

        assertThat(validator.validate(bean)).isEmpty();
        assertThat(messages(validator.validate(bean, Company.class))).containsExactly(BUSINESS);
        assertThat(messages(validator.validate(new Grouped("bob@throwaway.example"), Default.class, Company.class)))
                .containsExactly(DISPOSABLE, DISPOSABLE);
    }

    @Test
    void standsRepeatedlyOnOneElement() {
        assertThat(messages(validator.validate(new Repeated("bob@public.example"))))
                .isEmpty();
        assertThat(messages(validator.validate(new Repeated("bob@public.example"), Company.class)))
                .containsExactly("companies only");
        assertThat(messages(validator.validate(new Repeated("bob@throwaway.example"), Company.class, Default.class)))
                .containsExactly("companies only", "no throw-aways");
    }

    @Test
    void comesAfterWhatStandsBeforeItInASequence() {
        assertThat(messages(validator.validate(new Sequenced("way too long to be let in at all"), Sequence.class)))
                .containsExactly("too long");
        assertThat(messages(validator.validate(new Sequenced("b@throwaway.example"), Sequence.class)))
                .containsExactly(DISPOSABLE);
    }

    @Test
    void comesAfterTheDefaultGroupThatABeanRedefines() {
        assertThat(messages(validator.validate(new Redefined("b@throwaway.example but far too long"))))
                .containsExactly("too long");
        assertThat(messages(validator.validate(new Redefined("b@throwaway.example"))))
                .containsExactly(DISPOSABLE);
    }

    @Test
    void followsTheConversionOfGroups() {
        assertThat(messages(validator.validate(new Converting(new Grouped("bob@public.example")))))
                .containsExactly(BUSINESS);
    }

    @Test
    void carriesItsPayload() {
        Set<ConstraintViolation<WithPayload>> violations = validator.validate(new WithPayload("bob@throwaway.example"));

        assertThat(violations)
                .singleElement()
                .satisfies(violation -> assertThat(
                                violation.getConstraintDescriptor().getPayload())
                        .isEqualTo(Set.of(Severe.class)));
    }

    @Test
    void standsBesideOtherConstraints() {
        assertThat(validator.validate(new SignUp(null))).hasSize(1);
        assertThat(validator.validate(new SignUp(" ")))
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(
                                violation.getConstraintDescriptor().getAnnotation())
                        .isNotInstanceOf(NotDisposable.class));
        assertThat(validator.validate(new SignUp("bob")))
                .singleElement()
                .satisfies(violation -> assertThat(
                                violation.getConstraintDescriptor().getAnnotation())
                        .isInstanceOf(Email.class));
        assertThat(messages(validator.validate(new SignUp("bob@throwaway.example"))))
                .containsExactly(DISPOSABLE);
        assertThat(validator.validate(new SignUp("bob@company.example"))).isEmpty();
    }

    @Test
    void tellsOfTheViolationWhatTheSpecificationPromises() {
        SignUp bean = new SignUp("bob@throwaway.example");

        assertThat(validator.validate(bean)).singleElement().satisfies(violation -> {
            assertThat(violation.getInvalidValue()).isEqualTo("bob@throwaway.example");
            assertThat(violation.getRootBean()).isSameAs(bean);
            assertThat(violation.getLeafBean()).isSameAs(bean);
            assertThat(violation.getConstraintDescriptor().getAttributes())
                    .containsEntry("policy", EmailPolicy.DISPOSABLE_ONLY);
            assertThat(violation.getMessageTemplate()).doesNotContain("bob", "throwaway");
        });
    }

    @Test
    void isDescribedInTheMetadata() {
        assertThat(validator
                        .getConstraintsForClass(SignUp.class)
                        .getConstraintsForProperty("email")
                        .getConstraintDescriptors())
                .anySatisfy(descriptor -> assertThat(descriptor.getAnnotation()).isInstanceOf(NotDisposable.class));
    }

    private boolean isValid(String property, @Nullable String value) {
        return validator.validateValue(Policies.class, property, value).isEmpty();
    }

    interface Company {}

    interface Late {}

    @GroupSequence({Default.class, Late.class})
    interface Sequence {}

    interface Severe extends Payload {}

    record Policies(
            @NotDisposable String plain,

            @NotDisposable(policy = EmailPolicy.PUBLIC_AND_CUSTOM)
            String primary,

            @NotDisposable(policy = EmailPolicy.BUSINESS_ONLY)
            String business,

            @NotDisposable(policy = EmailPolicy.PUBLIC_ONLY) String publicOnly,

            @NotDisposable(
                    block = {
                        Block.GREY,
                        Block.RELAY,
                        Block.ALIAS,
                        Block.ROLE_BASED,
                        Block.PUBLIC,
                        Block.UNRESOLVED,
                        Block.NO_MAIL_SERVER,
                        Block.SUSPICIOUS
                    })
            String blocking,

            @NotDisposable(bareDomain = true) String domain) {}

    record Unavailable(
            @NotDisposable String configured,

            @NotDisposable(whenUnavailable = WhenUnavailable.ALLOW)
            String allow,

            @NotDisposable(whenUnavailable = WhenUnavailable.REJECT)
            String reject) {}

    record Twice(
            @NotDisposable(block = {Block.RELAY, Block.RELAY})
            String email) {}

    record Grouped(
            @NotDisposable @NotDisposable(policy = EmailPolicy.BUSINESS_ONLY, groups = Company.class)
            String email) {}

    record Repeated(
            @NotDisposable.List({
                @NotDisposable(message = "no throw-aways"),
                @NotDisposable(policy = EmailPolicy.BUSINESS_ONLY, groups = Company.class, message = "companies only")
            })
            String email) {}

    record Sequenced(
            @Size(max = 20, message = "too long") @NotDisposable(groups = Late.class)
            String email) {}

    @GroupSequence({Redefined.class, Late.class})
    record Redefined(
            @Size(max = 20, message = "too long") @NotDisposable(groups = Late.class)
            String email) {}

    record Converting(
            @jakarta.validation.Valid @ConvertGroup(from = Default.class, to = Company.class)
            Grouped inner) {}

    record WithPayload(
            @NotDisposable(payload = Severe.class) String email) {}

    record SignUp(@NotBlank @Email @NotDisposable @Nullable String email) {}
}
