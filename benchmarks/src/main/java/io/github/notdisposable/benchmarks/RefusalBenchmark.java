/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks;

import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.spi.NotDisposableEngines;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hibernate.validator.HibernateValidator;
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

/** Validates a bean with one constraint that does not hold, in a scope, and takes the message in German: another bean, another value each time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RefusalBenchmark {

    /** A power of two. */
    private static final int BEANS = 1 << 8;

    private Object[] withNotDisposable = {};
    private Object[] withEmail = {};
    private int at;

    private @Nullable EmailChecker checker;
    private NotDisposableEngines.@Nullable Registration registration;
    private @Nullable ValidatorFactory factory;
    private @Nullable Validator validator;

    /** Prepares beans with addresses at disposable domains, and with the same texts without an at sign. */
    @Setup(Level.Trial)
    public void prepare() {
        List<String> domains = Lists.lines("disposable.txt").toList();
        SplittableRandom random = new SplittableRandom(20_261_120);
        String[] refused = IntStream.range(0, BEANS)
                .mapToObj(i -> "anna.bel" + i + '@' + domains.get(random.nextInt(domains.size())))
                .toArray(String[]::new);
        withNotDisposable = ValidationBenchmark.beans(refused, ValidationBenchmark.NotDisposableBean::new);
        withEmail = ValidationBenchmark.beans(
                refused, address -> new ValidationBenchmark.EmailBean(address.replace('@', '.')));
        EmailChecker embedded = EmailChecker.builder().build();
        checker = embedded;
        registration = CheckerEngine.of(embedded).register();
        Set<Locale> locales = Collections.singleton(Locale.GERMAN);
        factory = Validation.byProvider(HibernateValidator.class)
                .configure()
                .defaultLocale(Locale.GERMAN)
                .messageInterpolator(new ParameterMessageInterpolator(locales, Locale.GERMAN, false))
                .buildValidatorFactory();
        validator = factory.getValidator();
        if (!messageOf(withNotDisposable).contains("bitte")
                && !messageOf(withNotDisposable).contains("Adresse")) {
            throw new IllegalStateException(messageOf(withNotDisposable));
        }
    }

    private String messageOf(Object[] beans) {
        return validate(beans).iterator().next().getMessage();
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
    public Set<ConstraintViolation<Object>> email() {
        return validate(withEmail);
    }

    private Set<ConstraintViolation<Object>> validate(Object[] beans) {
        Validator prepared = validator;
        if (prepared == null) {
            throw new IllegalStateException("not prepared");
        }
        CheckedEmails scope = CheckedEmails.open();
        try {
            return prepared.validate(beans[at++ & (BEANS - 1)]);
        } finally {
            scope.close();
        }
    }
}
