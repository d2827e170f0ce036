/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.internal;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.validation.Validation;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Finds out, when an application starts, whether anybody will call the validators of its constraints. */
public final class ValidationCheck {

    private static final Logger LOG = System.getLogger(ValidationCheck.class.getName());

    private ValidationCheck() {}

    /** Writes one line to the log if something is missing. Works with the context class loader of the current thread. */
    public static void logWhatIsMissing() {
        whatIsMissing().ifPresent(missing -> LOG.log(Level.WARNING, missing));
    }

    /** {@return a sentence on what is missing, and what to do; empty if nothing is} */
    public static Optional<String> whatIsMissing() {
        if (!isProviderPresent()) {
            return Optional.of(
                    "No Jakarta Validation provider was found, so that @NotDisposable refuses nothing. Add the feature"
                            + " beanValidation-3.0 on Open Liberty, or a provider such as Hibernate Validator to the application.");
        }
        if (isCdiWithoutMethodValidation()) {
            return Optional.of(
                    "CDI has no bean of type jakarta.validation.Validator, so that constraints on methods of beans are not checked;"
                            + " those on Faces fields and by a Validator of your own are. Add the CDI module of the provider, such as"
                            + " hibernate-validator-cdi.");
        }
        return Optional.empty();
    }

    private static boolean isProviderPresent() {
        try {
            Validation.byDefaultProvider().configure();
            return true;
        } catch (ValidationException | LinkageError absent) {
            return false;
        }
    }

    private static boolean isCdiWithoutMethodValidation() {
        try {
            return Cdi.isWithoutMethodValidation();
        } catch (LinkageError absent) {
            return false;
        }
    }

    /** Loaded only where CDI may be there. */
    private static final class Cdi {

        /** The integrations that check methods offer a validator to inject, too. */
        static boolean isWithoutMethodValidation() {
            try {
                BeanManager beans = CDI.current().getBeanManager();
                return beans.getBeans(Validator.class).isEmpty();
            } catch (IllegalStateException notStarted) {
                return false;
            }
        }
    }
}
