/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.providertests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.MailProvider;
import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailDecision;
import io.github.notdisposable.checker.RefusalReason;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidatorFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A violation is written where it leaves the process: remote EJB, RMI, JMS, distributed executors, sessions. */
class SerializationTest {

    record SignUp(@NotDisposable String email) implements Serializable {}

    @BeforeEach
    void needsAProviderWhoseViolationsCanBeWritten() {
        // Those of Apache BVal 3.1 hold its own descriptor, which cannot be.
        assumeTrue(Provider.current() == Provider.HIBERNATE_VALIDATOR);
    }

    @Test
    void aViolationCanBeWrittenAndReadAgain() throws Exception {
        ConstraintViolationException thrown = new ConstraintViolationException(violations());

        ConstraintViolationException read = copy(thrown);

        assertThat(read.getConstraintViolations())
                .singleElement()
                .extracting(ConstraintViolation::getMessage)
                .isEqualTo(thrown.getConstraintViolations().iterator().next().getMessage());
    }

    @Test
    void theDecisionThatItCarriesSurvivesTheWriting() throws Exception {
        ConstraintViolation<?> violation = violations().iterator().next();
        EmailDecision written = payload(violation);

        EmailDecision read = payload(copy(violation));

        assertThat(read).isEqualTo(written);
        assertThat(read.refusal()).contains(RefusalReason.DISPOSABLE);
        assertThat(read.verdict().traits()).containsExactly(EmailTrait.DISPOSABLE, EmailTrait.PUBLIC);
        assertThat(read.verdict().mailServers()).containsExactly(new MailServer("mx.red.example", 10));
        assertThat(read.verdict().mailProviders()).containsExactly(new MailProvider("red", "disposable", null));
        assertThat(read.verdict().unavailable()).containsOnlyKeys("down");
    }

    private static Set<ConstraintViolation<SignUp>> violations() {
        try (EmailChecker checker = EmailChecker.builder()
                        .backend(answering("down", BackendAnswer.unavailable(UnavailableReason.FAILED)))
                        .backend(answering(
                                "red",
                                BackendAnswer.about(BackendAnswer.Scope.DOMAIN)
                                        .trait(EmailTrait.DISPOSABLE)
                                        .trait(EmailTrait.PUBLIC)
                                        .suggestion("green.example")
                                        .mailServers(List.of(new MailServer("mx.red.example", 10)))
                                        .mailProviders(List.of(new MailProvider("red", "disposable", null)))
                                        .build()))
                        .build();
                ValidatorFactory factory =
                        Validators.configuredWith(CheckerEngine.of(checker)).buildValidatorFactory()) {
            return factory.getValidator().validate(new SignUp("bob@red.example"));
        }
    }

    private static EmailBackend answering(String name, BackendAnswer answer) {
        return new EmailBackend() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public BackendAnswer check(BackendQuery query) {
                return answer;
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <T> T copy(T object) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }

    /** By reflection, as the suite does not know its providers. */
    private static EmailDecision payload(ConstraintViolation<?> violation) throws ReflectiveOperationException {
        Class<?> own = Class.forName("org.hibernate.validator.engine.HibernateConstraintViolation");
        return (EmailDecision) own.getMethod("getDynamicPayload", Class.class).invoke(violation, EmailDecision.class);
    }
}
