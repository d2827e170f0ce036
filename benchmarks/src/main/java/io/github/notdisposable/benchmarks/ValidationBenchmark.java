/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks;

import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.spi.NotDisposableEngines;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Payload;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Email;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Validates a bean with one constraint on a clean address, with Hibernate Validator: another bean, another address each time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ValidationBenchmark {

    /** A power of two. */
    private static final int BEANS = 1 << 8;

    private Object[] withNotDisposable = {};
    private Object[] withNothing = {};
    private Object[] withEmail = {};
    private int at;

    private @Nullable EmailChecker checker;
    private NotDisposableEngines.@Nullable Registration registration;
    private @Nullable ValidatorFactory factory;
    private @Nullable Validator validator;

    /** Prepares the beans. */
    @Setup(Level.Trial)
    public void prepare() {
        EmailChecker embedded = EmailChecker.builder().build();
        String[] addresses = Addresses.some(
                BEANS,
                address -> address.indexOf('@') > 0
                        && address.chars().allMatch(c -> c > ' ' && c < 0x7F)
                        && embedded.check(address)
                                .filter(verdict -> verdict.traits().isEmpty())
                                .isPresent());
        withNotDisposable = beans(addresses, NotDisposableBean::new);
        withNothing = beans(addresses, NothingBean::new);
        withEmail = beans(addresses, EmailBean::new);
        checker = embedded;
        registration = CheckerEngine.of(embedded).register();
        factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory();
        validator = factory.getValidator();
    }

    /** Closes what was opened. */
    @TearDown(Level.Trial)
    public void close() {
        if (factory != null && registration != null && checker != null) {
            factory.close();
            registration.close();
            checker.close();
        }
    }

    @Benchmark
    public Set<ConstraintViolation<Object>> notDisposable() {
        return validate(withNotDisposable);
    }

    @Benchmark
    public Set<ConstraintViolation<Object>> nothing() {
        return validate(withNothing);
    }

    @Benchmark
    public Set<ConstraintViolation<Object>> email() {
        return validate(withEmail);
    }

    /** As in a web request, which has a scope; that of the benchmark is opened each time. */
    @Benchmark
    public Set<ConstraintViolation<Object>> notDisposableInScope() {
        return validateInScope(withNotDisposable);
    }

    @Benchmark
    public Set<ConstraintViolation<Object>> nothingInScope() {
        return validateInScope(withNothing);
    }

    @Benchmark
    public Set<ConstraintViolation<Object>> emailInScope() {
        return validateInScope(withEmail);
    }

    private Set<ConstraintViolation<Object>> validateInScope(Object[] beans) {
        CheckedEmails scope = CheckedEmails.open();
        try {
            return validate(beans);
        } finally {
            scope.close();
        }
    }

    private Set<ConstraintViolation<Object>> validate(Object[] beans) {
        Validator prepared = validator;
        if (prepared == null) {
            throw new IllegalStateException("not prepared");
        }
        return prepared.validate(beans[at++ & (BEANS - 1)]);
    }

    static Object[] beans(String[] addresses, Function<String, Object> bean) {
        return Stream.of(addresses).map(bean).toArray();
    }

    record NotDisposableBean(@NotDisposable String email) {}

    record NothingBean(@Nothing String email) {}

    record EmailBean(@Email String email) {}

    /** Holds for every value: what a constraint costs that does nothing. */
    @Constraint(validatedBy = NothingValidator.class)
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Nothing {

        String message() default "never seen";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    /** The validator of {@link Nothing}. */
    public static final class NothingValidator implements ConstraintValidator<Nothing, CharSequence> {

        @Override
        public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
            return true;
        }
    }
}
