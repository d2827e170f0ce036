/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks;

import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.checker.CheckListener;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.spi.NotDisposableEngines;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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

/**
 * As {@link ValidationBenchmark} in a scope, in an application with the meters of the Spring Boot starter and an abuse shield that has banned others.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ObservedValidationBenchmark {

    /** A power of two. */
    private static final int BEANS = 1 << 8;

    private static final int BANNED = 100;

    private Object[] withNotDisposable = {};
    private Object[] withEmail = {};
    private int at;

    private final ClientIp client = ClientIp.parse("203.0.113.7").orElseThrow();

    private @Nullable EmailChecker checker;
    private NotDisposableEngines.@Nullable Registration registration;
    private @Nullable ValidatorFactory factory;
    private @Nullable Validator validator;

    /** Prepares the beans. */
    @Setup(Level.Trial)
    public void prepare() throws ReflectiveOperationException {
        AbuseShield shield = AbuseShield.builder().build();
        for (int i = 0; i < BANNED; i++) {
            AbuseSubject other =
                    AbuseSubject.client(ClientIp.parse("198.51.100." + i).orElseThrow());
            shield.ban(other, Duration.ofDays(1), "Too many attempts.");
        }
        EmailChecker observed =
                EmailChecker.builder().listener(meters()).abuseShield(shield).build();
        String[] addresses = Addresses.some(
                BEANS,
                address -> address.indexOf('@') > 0
                        && address.chars().allMatch(c -> c > ' ' && c < 0x7F)
                        && observed.check(address)
                                .filter(verdict -> verdict.traits().isEmpty())
                                .isPresent());
        withNotDisposable = ValidationBenchmark.beans(addresses, ValidationBenchmark.NotDisposableBean::new);
        withEmail = ValidationBenchmark.beans(addresses, ValidationBenchmark.EmailBean::new);
        checker = observed;
        registration = CheckerEngine.of(observed).register();
        factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory();
        validator = factory.getValidator();
    }

    /** Makes the starter's meters, whose class is not public. */
    private static CheckListener meters() throws ReflectiveOperationException {
        Constructor<?> constructor = Class.forName("io.github.notdisposable.spring.actuate.CheckMeters")
                .getDeclaredConstructor(MeterRegistry.class);
        constructor.setAccessible(true);
        return (CheckListener) constructor.newInstance(new SimpleMeterRegistry());
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
        ClientIpHolder.Scope ofClient = ClientIpHolder.open(client);
        CheckedEmails scope = CheckedEmails.open();
        try {
            return prepared.validate(beans[at++ & (BEANS - 1)]);
        } finally {
            scope.close();
            ofClient.close();
        }
    }
}
