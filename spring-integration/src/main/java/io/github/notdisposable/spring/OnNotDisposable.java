/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import io.github.notdisposable.config.ConfigurationException;
import io.github.notdisposable.config.SettingsCatalog;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether the settings leave the checks switched on, as {@link OnAbuseShield} reads them. */
final class OnNotDisposable implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        try {
            return EnvironmentSettings.read(context).get(SettingsCatalog.ENABLED);
        } catch (ConfigurationException reportedByTheBeanOfTheSettings) {
            return true;
        }
    }
}
