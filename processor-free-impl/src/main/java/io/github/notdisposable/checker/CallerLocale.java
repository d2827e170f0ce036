/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.internal.ScopeStack;
import java.util.Locale;
import java.util.Objects;

/**
 * The locale of the messages for the caller of the current thread.
 *
 * <p>The web integrations open a scope for each request, and Faces one for each phase, with the locale of the view. It counts where the text of a
 * message is made by this library: with providers other than Hibernate Validator, which has a locale of its own. A scope belongs to the thread that
 * opened it, and threads that it starts do not inherit it.
 */
public final class CallerLocale {

    private static final ScopeStack<Locale> SCOPES = new ScopeStack<>();

    private CallerLocale() {}

    /** {@return the locale of the innermost open scope of the current thread; the JVM's default if there is none} */
    public static Locale current() {
        ScopeStack.Scope<Locale> scope = SCOPES.current();
        return scope == null ? Locale.getDefault() : scope.value();
    }

    static boolean isKnown() {
        return SCOPES.current() != null;
    }

    /**
     * Opens a scope for the current thread.
     *
     * @param locale the caller's locale
     * @return what to close when the work for that caller is done; closing it twice does no harm
     */
    public static Scope open(Locale locale) {
        return SCOPES.open(Objects.requireNonNull(locale, "locale"))::close;
    }

    /** A span of work for one caller. Closing it makes the scope around it current again. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {

        @Override
        void close();
    }
}
