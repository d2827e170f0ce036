/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.providertests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.checker.CheckerEngine;
import jakarta.validation.ConstraintDeclarationException;
import jakarta.validation.Validation;
import jakarta.validation.ValidationException;
import jakarta.validation.ValidatorFactory;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MissingImplementationTest {

    private final ClassLoader original = Thread.currentThread().getContextClassLoader();

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(original);
    }

    @Test
    void namesTheMissingArtifactInOneSentence() throws Exception {
        URL implementation =
                CheckerEngine.class.getProtectionDomain().getCodeSource().getLocation();
        URL[] withoutImplementation = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .map(MissingImplementationTest::url)
                .filter(url -> !url.toString().equals(implementation.toString()))
                .toArray(URL[]::new);
        try (URLClassLoader application =
                new URLClassLoader(withoutImplementation, ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(application);

            Object said = ((Callable<?>) application
                            .loadClass(Application.class.getName())
                            .getConstructor()
                            .newInstance())
                    .call();

            assertThat(said)
                    .isEqualTo(ConstraintDeclarationException.class.getName()
                            + ": @NotDisposable has no implementation: add the artifact"
                            + " io.github.notdisposable:notdisposable to the class path.");
        }
    }

    // A class path compares by text; equals() of a URL would ask the DNS.
    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Validates one bean in a class path that has the annotations and a provider, and tells what went wrong. */
    public static final class Application implements Callable<String> {

        /** Creates the application; its class path calls this by reflection. */
        public Application() {}

        @Override
        public String call() {
            try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
                return factory.getValidator()
                        .validate(new SignUp("bob@company.example"))
                        .toString();
            } catch (ValidationException missing) {
                return missing.toString();
            }
        }
    }

    record SignUp(@NotDisposable String email) {}
}
