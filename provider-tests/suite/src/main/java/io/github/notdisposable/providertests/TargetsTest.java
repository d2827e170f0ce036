/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.providertests;

import static io.github.notdisposable.providertests.Validators.messages;
import static io.github.notdisposable.providertests.Validators.paths;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.notdisposable.NotDisposable;
import jakarta.validation.UnexpectedTypeException;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.CharBuffer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TargetsTest {

    private static final String GOOD = "bob@company.example";
    private static final String BAD = "bob@throwaway.example";

    private final Validator validator = Validators.stub();

    record Target(String name, Object good, Object bad, List<String> paths) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Target> targets() {
        return List.of(
                new Target("field", new WithField(GOOD), new WithField(BAD), List.of("email")),
                new Target("record component", new SignUp(GOOD), new SignUp(BAD), List.of("email")),
                new Target("getter", new WithGetter(GOOD), new WithGetter(BAD), List.of("email")),
                new Target(
                        "StringBuilder",
                        new WithBuilder(new StringBuilder(GOOD)),
                        new WithBuilder(new StringBuilder(BAD)),
                        List.of("email")),
                new Target(
                        "CharSequence",
                        new WithSequence(CharBuffer.wrap(GOOD)),
                        new WithSequence(CharBuffer.wrap(BAD)),
                        List.of("email")),
                new Target(
                        "list",
                        new WithList(List.of(GOOD, GOOD)),
                        new WithList(List.of(GOOD, BAD)),
                        List.of("emails[1].<list element>")),
                new Target(
                        "set",
                        new WithSet(Set.of(GOOD)),
                        new WithSet(Set.of(BAD)),
                        List.of("emails[].<iterable element>")),
                new Target(
                        "list of lists",
                        new WithListOfLists(List.of(List.of(GOOD))),
                        new WithListOfLists(List.of(List.of(GOOD), List.of(BAD))),
                        List.of("emails[1].<list element>[0].<list element>")),
                new Target(
                        "optional",
                        new WithOptional(Optional.of(GOOD)),
                        new WithOptional(Optional.of(BAD)),
                        List.of("email")),
                new Target(
                        "empty optional",
                        new WithOptional(Optional.empty()),
                        new WithOptional(Optional.of(BAD)),
                        List.of("email")),
                new Target(
                        "map key",
                        new WithMap(Map.of(GOOD, GOOD)),
                        new WithMap(Map.of(BAD, GOOD)),
                        List.of("emails[bob@throwaway.example].<map key>")),
                new Target(
                        "map value",
                        new WithMap(Map.of(GOOD, GOOD)),
                        new WithMap(Map.of(GOOD, BAD)),
                        List.of("emails[bob@company.example].<map value>")),
                new Target(
                        "list in a map",
                        new WithMapOfLists(Map.of("a", List.of(GOOD))),
                        new WithMapOfLists(Map.of("a", List.of(GOOD, BAD))),
                        List.of("emails[a].<map value>[1].<list element>")),
                new Target(
                        "cascaded bean",
                        new Outer(new SignUp(GOOD)),
                        new Outer(new SignUp(BAD)),
                        List.of("inner.email")),
                new Target(
                        "cascaded list",
                        new OuterList(List.of(new SignUp(GOOD))),
                        new OuterList(List.of(new SignUp(GOOD), new SignUp(BAD))),
                        List.of("inner[1].email")),
                new Target(
                        "cascaded array",
                        new OuterArray(new SignUp[] {new SignUp(GOOD)}),
                        new OuterArray(new SignUp[] {new SignUp(GOOD), new SignUp(BAD)}),
                        List.of("inner[1].email")),
                new Target("superclass", new Child(GOOD), new Child(BAD), List.of("email")),
                new Target("interface", new Implementation(GOOD), new Implementation(BAD), List.of("email")),
                new Target("overridden getter", new OverridingChild(GOOD), new OverridingChild(BAD), List.of("email")));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void refusesOnEachTarget(Target target) {
        assertThat(validator.validate(target.good())).isEmpty();
        assertThat(messages(validator.validate(target.bad())))
                .containsExactly("Please use a permanent email address. Disposable addresses are not allowed.");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void tellsWhereTheRefusedValueStands(Target target) {
        // The text of a path is the provider's own: Hibernate Validator names the type parameter of a map's key in it.
        assertThat(paths(validator.validate(target.bad())))
                .map(path -> path.replace("<K>", ""))
                .isEqualTo(target.paths());
    }

    @Test
    void refusesAParameter() throws NoSuchMethodException {
        Method register = Service.class.getDeclaredMethod("register", String.class, List.class);

        assertThat(validator
                        .forExecutables()
                        .validateParameters(new Service(), register, new Object[] {GOOD, List.of(GOOD)}))
                .isEmpty();
        assertThat(paths(validator
                        .forExecutables()
                        .validateParameters(new Service(), register, new Object[] {BAD, List.of(GOOD, BAD)})))
                .hasSize(2)
                .satisfies(paths -> assertThat(paths.get(0)).startsWith("register."))
                .satisfies(paths -> assertThat(paths.get(1)).endsWith("[1].<list element>"));
    }

    @Test
    void refusesAReturnValue() throws NoSuchMethodException {
        Method find = Service.class.getDeclaredMethod("find");

        assertThat(validator.forExecutables().validateReturnValue(new Service(), find, GOOD))
                .isEmpty();
        assertThat(paths(validator.forExecutables().validateReturnValue(new Service(), find, BAD)))
                .containsExactly("find.<return value>");
    }

    @Test
    void refusesAParameterOfAConstructor() throws NoSuchMethodException {
        Constructor<Account> constructor = Account.class.getDeclaredConstructor(String.class);

        assertThat(validator.forExecutables().validateConstructorParameters(constructor, new Object[] {GOOD}))
                .isEmpty();
        assertThat(messages(validator.forExecutables().validateConstructorParameters(constructor, new Object[] {BAD})))
                .containsExactly("Please use a permanent email address. Disposable addresses are not allowed.");
    }

    @Test
    void refusesAComponentInTheConstructorOfARecord() throws NoSuchMethodException {
        Constructor<SignUp> constructor = SignUp.class.getDeclaredConstructor(String.class);

        assertThat(validator.forExecutables().validateConstructorParameters(constructor, new Object[] {BAD}))
                .hasSize(1);
    }

    @Test
    void validatesOnePropertyAndOneValueAlone() {
        assertThat(validator.validateProperty(new SignUp(BAD), "email")).hasSize(1);
        assertThat(validator.validateValue(SignUp.class, "email", BAD)).hasSize(1);
        assertThat(validator.validateValue(SignUp.class, "email", GOOD)).isEmpty();
    }

    @Test
    void leavesTheValueAsItIs() {
        StringBuilder value = new StringBuilder(" Bob+x@Throwaway.EXAMPLE. ");

        assertThat(validator.validate(new WithBuilder(value))).hasSize(1);
        assertThat(value).hasToString(" Bob+x@Throwaway.EXAMPLE. ");
    }

    static List<Supplier<Object>> unsupported() {
        return List.of(() -> new OnNumber(1), () -> new OnArray(new String[] {BAD}));
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void doesNotStandOnATypeThatIsNoCharacterSequence(Supplier<Object> bean) {
        assertThatThrownBy(() -> validator.validate(bean.get())).isInstanceOf(UnexpectedTypeException.class);
    }

    @Test
    void letsNullsInContainersPass() {
        Map<String, @Nullable String> map = new LinkedHashMap<>();
        map.put(GOOD, null);
        Set<@Nullable String> set = new LinkedHashSet<>();
        set.add(null);

        assertThat(validator.validate(new WithMap(map))).isEmpty();
        assertThat(validator.validate(new WithSet(set))).isEmpty();
    }

    record SignUp(@NotDisposable String email) {}

    record WithBuilder(@NotDisposable StringBuilder email) {}

    record WithSequence(@NotDisposable CharSequence email) {}

    record WithList(List<@NotDisposable String> emails) {}

    record WithSet(Set<@NotDisposable @Nullable String> emails) {}

    record WithListOfLists(List<List<@NotDisposable String>> emails) {}

    record WithOptional(Optional<@NotDisposable String> email) {}

    record WithMap(Map<@NotDisposable String, @NotDisposable @Nullable String> emails) {}

    record WithMapOfLists(Map<String, List<@NotDisposable String>> emails) {}

    record Outer(@Valid SignUp inner) {}

    record OuterList(List<@Valid SignUp> inner) {}

    record OnNumber(@NotDisposable Integer number) {}

    static final class OnArray {
        @NotDisposable
        private final String[] emails;

        OnArray(String[] emails) {
            this.emails = emails;
        }

        @Override
        public String toString() {
            return "OnArray" + emails.length;
        }
    }

    static final class OuterArray {
        @Valid
        private final SignUp[] inner;

        OuterArray(SignUp[] inner) {
            this.inner = inner;
        }

        @Override
        public String toString() {
            return "OuterArray" + inner.length;
        }
    }

    static class WithField {
        @NotDisposable
        private final String email;

        WithField(String email) {
            this.email = email;
        }

        @Override
        public String toString() {
            return email;
        }
    }

    static final class Child extends WithField {
        Child(String email) {
            super(email);
        }
    }

    static class WithGetter {
        private final String value;

        WithGetter(String value) {
            this.value = value;
        }

        @NotDisposable
        public String getEmail() {
            return value;
        }
    }

    static final class OverridingChild extends WithGetter {
        OverridingChild(String value) {
            super(value);
        }

        @Override
        public String getEmail() {
            return super.getEmail();
        }
    }

    interface HasEmail {
        @NotDisposable
        String getEmail();
    }

    record Implementation(String value) implements HasEmail {
        @Override
        public String getEmail() {
            return value;
        }
    }

    static final class Service {
        @SuppressWarnings("unused")
        void register(@NotDisposable String email, List<@NotDisposable String> invited) {}

        @NotDisposable
        String find() {
            return BAD;
        }
    }

    static final class Account {
        @SuppressWarnings("unused")
        Account(@NotDisposable String email) {}
    }
}
