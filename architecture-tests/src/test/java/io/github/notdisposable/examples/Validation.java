/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.examples;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailDecision;
import io.github.notdisposable.checker.EmailRule;
import io.github.notdisposable.checker.NamedPolicy;
import io.github.notdisposable.config.ConfiguredChecker;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsCatalog;
import io.github.notdisposable.jcache.JCacheStores;
import io.github.notdisposable.redis.RedisStores;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.cache.CacheManager;

@SuppressWarnings("unused")
final class Validation {

    private Validation() {}

    interface OfTheReadme {

        public record SignUp(
                @NotBlank @Email @NotDisposable String email,
                @NotBlank String password) {}

        static boolean inAController(SignUp signUp) {
            boolean askForPhone = CheckedEmails.current()
                    .flatMap(checked -> checked.verdictOn(signUp.email()))
                    .map(verdict -> verdict.category() == Category.GREY)
                    .orElse(false);
            return askForPhone;
        }
    }

    static void withoutAConstraint() {
        try (EmailChecker checker =
                EmailChecker.builder().block(List.of(".example.net")).build()) {
            checker.decide("bob@mailinator.com", EmailRule.of(EmailPolicy.DISPOSABLE_ONLY))
                    .flatMap(EmailDecision::refusal)
                    .ifPresent(reason -> System.out.println(reason.code()));
        }
    }

    static Optional<EmailDecision> byName(EmailChecker checker, String email) {
        NamedPolicy checkout = checker.policy("checkout");
        Optional<EmailDecision> decision = checker.decide(email, checkout.rule());
        return decision;
    }

    public record Checkout(
            @NotBlank @Email @NotDisposable(policyName = "checkout")
            String email) {}

    static void bySettings() {
        try (ConfiguredChecker configured = ConfiguredChecker.of(Settings.load())) {
            configured.checker().check("bob@mailinator.com");
        }
    }

    static ConfiguredChecker sharedStores(CacheManager cacheManager) {
        JCacheStores stores = JCacheStores.builder(cacheManager)
                .secret(System.getenv("NOTDISPOSABLE_CACHE_SECRET"))
                .build();
        ConfiguredChecker configured =
                ConfiguredChecker.builder(Settings.load()).sharedStores(stores).build();
        return configured;
    }

    static RedisStores sharedStores() {
        RedisStores stores = RedisStores.builder()
                .uri("rediss://user:password@redis.example.com:6380/0")
                .secret(System.getenv("NOTDISPOSABLE_REDIS_SECRET"))
                .build();
        return stores;
    }

    static void oneSetting() {
        Duration deadline = Settings.load().get(SettingsCatalog.DEADLINE);
    }
}
