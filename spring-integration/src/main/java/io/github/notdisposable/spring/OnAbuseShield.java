/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import io.github.notdisposable.config.ConfigurationException;
import io.github.notdisposable.config.SettingsCatalog;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether the settings switch the abuse shield on. Spring's own condition on a property sees neither the library's file nor that an empty value
 * stands for the default.
 */
final class OnAbuseShield implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        try {
            return EnvironmentSettings.read(context).get(SettingsCatalog.ABUSE_ENABLED);
        } catch (ConfigurationException toldByTheBeanOfTheSettings) {
            return false;
        }
    }
}
