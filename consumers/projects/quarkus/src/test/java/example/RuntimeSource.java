/* SPDX-License-Identifier: Apache-2.0 */
package example;

import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** A source as Vault and Consul are: Quarkus reads it when the application starts, and not in its static initialization before. */
public final class RuntimeSource implements ConfigSource {

    private static final String KEY = "notdisposable.block";

    @Override
    public String getName() {
        return "runtime";
    }

    /** Above application.properties. */
    @Override
    public int getOrdinal() {
        return 275;
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of(KEY);
    }

    @Override
    public String getValue(String key) {
        return key.equals(KEY) ? "blocked.example,late.example" : null;
    }
}
