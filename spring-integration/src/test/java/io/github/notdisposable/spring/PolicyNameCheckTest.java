/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.NotDisposable;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.stereotype.Controller;
import org.springframework.validation.annotation.Validated;

class PolicyNameCheckTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    Boot.validationAutoConfiguration(),
                    NotDisposableAutoConfiguration.class,
                    NotDisposableValidationAutoConfiguration.class));

    @ParameterizedTest
    @ValueSource(classes = {Takes.class, TakesMany.class, TakesNested.class, TakesParameter.class, Service.class})
    void anUnknownNameEndsTheStartWithTheClassAndTheNameThatWasMeant(Class<?> bean) {
        runner.withBean(bean)
                .withPropertyValues("notdisposable.policies.check-out.block=relay")
                .run(context -> {
                    assertThat(context)
                            .getFailure()
                            .hasMessageContaining("PolicyNameCheckTest$")
                            .hasMessageContaining("no policy named 'checkout'")
                            .hasMessageContaining("check-out");
                    assertThat(new PolicyFailureAnalyzer()
                                    .analyze(context.getStartupFailure())
                                    .getDescription())
                            .contains("checkout");
                });
    }

    @ParameterizedTest
    @ValueSource(classes = {Takes.class, TakesMany.class, TakesNested.class, TakesParameter.class, Service.class})
    void aNameThatIsDefinedDoesNot(Class<?> bean) {
        runner.withBean(bean)
                .withPropertyValues("notdisposable.policies.checkout.block=relay")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    Validator validator = context.getBean(Validator.class);
                    assertThat(validator.validate(new Order("bob@duck.com"))).hasSize(1);
                    assertThat(validator.validate(new Order("bob@gmail.com"))).isEmpty();
                });
    }

    @Test
    void nobodyLooksWhereTheChecksAreOff() {
        runner.withBean(Takes.class)
                .withPropertyValues("notdisposable.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aConstraintOfOthersThatIsDeclaredWrongEndsNoStart() {
        runner.withBean(TakesWrong.class).run(context -> assertThat(context).hasNotFailed());
    }

    record Order(@NotDisposable(policyName = "checkout") String email) {}

    record Orders(List<@Valid Order> orders) {}

    record Wrong(
            @jakarta.validation.constraints.Size(min = -1) String text) {}

    @Controller
    static class Takes {

        void take(@Valid Order order) {}
    }

    @Controller
    static class TakesMany {

        void take(@Valid List<Order> orders) {}
    }

    @Controller
    static class TakesNested {

        void take(@Valid Orders orders) {}
    }

    @Controller
    static class TakesParameter {

        void take(@NotDisposable(policyName = "checkout") String email) {}
    }

    @Controller
    static class TakesWrong {

        void take(@Valid Wrong wrong) {}
    }

    @Validated
    static class Service {

        void take(List<@NotDisposable(policyName = "checkout") String> emails) {}
    }
}
