/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spi;

import jakarta.validation.ConstraintDeclarationException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@link NotDisposableEngine} for a validator that nobody bound to one: the engine registered last for the context class loader of
 * the thread or one of its parents, else that for the class loader of this class or one of its parents, else the one that
 * {@link ServiceLoader} finds. The second step is for threads with another context class loader, such as those of the common pool.
 *
 * <p>Thread-safe.
 */
public final class NotDisposableEngines {

    private static final System.Logger LOG = System.getLogger(NotDisposableEngines.class.getName());

    private static final Map<ClassLoader, Deque<NotDisposableEngine>> REGISTERED = new WeakHashMap<>();
    private static final Map<ClassLoader, NotDisposableEngine> LOADED = new WeakHashMap<>();

    private NotDisposableEngines() {}

    /** A registration, undone by closing it. Closing it twice does no harm. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Registers an engine for the context class loader of the current thread. Where several are registered for one class loader, the last one
     * that is still registered is found.
     *
     * @param engine the engine to be found
     * @return the registration; keep it, and close it when the engine is closed
     */
    public static Registration register(NotDisposableEngine engine) {
        return register(engine, contextClassLoader());
    }

    /**
     * Registers an engine for a class loader, as {@link #register(NotDisposableEngine)} does for that of the current thread.
     *
     * @param engine the engine to be found
     * @param loader the class loader
     * @return the registration; keep it, and close it when the engine is closed
     */
    public static Registration register(NotDisposableEngine engine, ClassLoader loader) {
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(loader, "loader");
        synchronized (REGISTERED) {
            REGISTERED.computeIfAbsent(loader, key -> new ArrayDeque<>()).addFirst(engine);
        }
        return () -> unregister(loader, engine);
    }

    /**
     * Returns the engine for the current thread.
     *
     * @return the engine
     * @throws ConstraintDeclarationException if there is none, with a message that names the missing artifact
     */
    public static NotDisposableEngine current() {
        ClassLoader context = contextClassLoader();
        NotDisposableEngine registered = registeredFor(context);
        if (registered == null) {
            registered = registeredFor(NotDisposableEngines.class.getClassLoader());
        }
        return registered != null ? registered : loadedFor(context);
    }

    /**
     * Forgets the engine that {@link ServiceLoader} found for a class loader, and closes it: for the end of an application that a server lets go
     * of. What is registered stays, until its registration is closed.
     *
     * @param loader the application's class loader
     */
    public static void release(ClassLoader loader) {
        NotDisposableEngine loaded;
        synchronized (LOADED) {
            loaded = LOADED.remove(loader);
        }
        if (loaded != null) {
            loaded.close();
        }
    }

    private static void unregister(ClassLoader loader, NotDisposableEngine engine) {
        synchronized (REGISTERED) {
            Deque<NotDisposableEngine> engines = REGISTERED.get(loader);
            if (engines != null && engines.removeFirstOccurrence(engine) && engines.isEmpty()) {
                REGISTERED.remove(loader);
            }
        }
    }

    private static @Nullable NotDisposableEngine registeredFor(@Nullable ClassLoader start) {
        synchronized (REGISTERED) {
            for (ClassLoader loader = start; loader != null; loader = loader.getParent()) {
                Deque<NotDisposableEngine> engines = REGISTERED.get(loader);
                if (engines != null) {
                    return engines.getFirst();
                }
            }
            return null;
        }
    }

    private static NotDisposableEngine loadedFor(ClassLoader context) {
        synchronized (LOADED) {
            return LOADED.computeIfAbsent(context, NotDisposableEngines::load);
        }
    }

    private static boolean isAnyRegistered() {
        synchronized (REGISTERED) {
            return !REGISTERED.isEmpty();
        }
    }

    /** Called once for each class loader, so that a thread pool cannot flood the log. */
    private static NotDisposableEngine load(ClassLoader context) {
        if (isAnyRegistered()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A validator of @NotDisposable was created on thread {0}, whose context class loader no engine is registered for; it uses"
                            + " the settings found there, or the defaults. Create the validator on a thread of the application, or set the"
                            + " context class loader of this one.",
                    Thread.currentThread().getName());
        }
        return ServiceLoader.load(NotDisposableEngine.class, context)
                .findFirst()
                .or(() -> ServiceLoader.load(NotDisposableEngine.class, NotDisposableEngines.class.getClassLoader())
                        .findFirst())
                .orElseThrow(
                        () -> new ConstraintDeclarationException(
                                "@NotDisposable has no implementation: add the artifact io.github.notdisposable:notdisposable to the class path."));
    }

    private static ClassLoader contextClassLoader() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader != null ? loader : ClassLoader.getSystemClassLoader();
    }
}
