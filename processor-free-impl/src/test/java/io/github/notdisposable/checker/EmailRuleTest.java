/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.Block;
import io.github.notdisposable.Category;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EmailRuleTest {

    /** One row a trait, one column a policy: the table of the design. */
    @ParameterizedTest
    @CsvSource({
        "            , ,               ,               ,               NOT_PUBLIC",
        "DISPOSABLE,     DISPOSABLE,     DISPOSABLE,     DISPOSABLE,     DISPOSABLE",
        "BLOCKLISTED,    BLOCKLISTED,    BLOCKLISTED,    BLOCKLISTED,    BLOCKLISTED",
        "POLICY_BLOCKED, POLICY_BLOCKED, POLICY_BLOCKED, POLICY_BLOCKED, POLICY_BLOCKED",
        "RELAY,          ,               RELAY,          RELAY,          RELAY",
        "ALIAS,          ,               ALIAS,          ALIAS,          NOT_PUBLIC",
        "ROLE_BASED,     ,               ROLE_BASED,     ROLE_BASED,     NOT_PUBLIC",
        "NO_MAIL_SERVER, ,               NO_MAIL_SERVER, NO_MAIL_SERVER, NO_MAIL_SERVER",
        "PUBLIC,         ,               ,               PUBLIC,         ",
        "UNRESOLVED,     ,               ,               ,               NOT_PUBLIC",
        "SUSPICIOUS,     ,               ,               ,               NOT_PUBLIC",
        "ALLOWLISTED,    ,               ,               ,               ",
    })
    void refusesByPolicy(
            EmailTrait trait,
            RefusalReason disposableOnly,
            RefusalReason publicAndCustom,
            RefusalReason businessOnly,
            RefusalReason publicOnly) {
        Set<EmailTrait> traits = trait == null ? Set.of() : Set.of(trait);
        EmailVerdict verdict = verdict(Category.of(traits), traits);

        assertThat(reason(verdict, EmailPolicy.DISPOSABLE_ONLY)).isEqualTo(disposableOnly);
        assertThat(reason(verdict, EmailPolicy.PUBLIC_AND_CUSTOM)).isEqualTo(publicAndCustom);
        assertThat(reason(verdict, EmailPolicy.BUSINESS_ONLY)).isEqualTo(businessOnly);
        assertThat(reason(verdict, EmailPolicy.PUBLIC_ONLY)).isEqualTo(publicOnly);
    }

    @ParameterizedTest
    @EnumSource(value = Block.class, mode = EnumSource.Mode.EXCLUDE, names = "GREY")
    void refusesTheTraitThatIsBlockedBeyondThePolicy(Block block) {
        EmailTrait trait = EmailTrait.valueOf(block.name());
        EmailVerdict verdict = verdict(Category.of(Set.of(trait)), Set.of(trait));
        EmailRule rule = EmailRule.of(EmailPolicy.DISPOSABLE_ONLY, block);

        assertThat(rule.refusalOf(verdict)).contains(RefusalReason.valueOf(block.name()));
        assertThat(rule.wantedTraits()).contains(trait);
        assertThat(EmailRule.of(EmailPolicy.DISPOSABLE_ONLY).refusalOf(verdict)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"WHITE,", "GREY,GREY", "BLACK,REJECTED", "BANNED,BANNED", "UNKNOWN,"})
    void refusesByCategoryWhereGreyIsBlocked(Category category, RefusalReason reason) {
        assertThat(EmailRule.of(EmailPolicy.DISPOSABLE_ONLY, Block.GREY)
                        .refusalOf(verdict(category, Set.of()))
                        .orElse(null))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource(EmailPolicy.class)
    void refusesABannedClientAndLetsInAnAllowListedAddressUnderEveryPolicy(EmailPolicy policy) {
        EnumSet<EmailTrait> all = EnumSet.allOf(EmailTrait.class);

        assertThat(reason(verdict(Category.BANNED, Set.of()), policy)).isEqualTo(RefusalReason.BANNED);
        assertThat(reason(verdict(Category.WHITE, all), policy)).isNull();
    }

    @Test
    void tellsTheReasonThatHelpsMost() {
        EmailVerdict verdict =
                verdict(Category.GREY, Set.of(EmailTrait.PUBLIC, EmailTrait.ALIAS, EmailTrait.ROLE_BASED));

        assertThat(reason(verdict, EmailPolicy.BUSINESS_ONLY)).isEqualTo(RefusalReason.PUBLIC);
        assertThat(reason(verdict, EmailPolicy.PUBLIC_AND_CUSTOM)).isEqualTo(RefusalReason.ROLE_BASED);
    }

    @Test
    void givesTheReasonThatAccusesNoDomainOnlyWhereNoOtherHolds() {
        EmailVerdict suspiciousSigns = verdict(Category.BLACK, Set.of(EmailTrait.ALIAS));

        assertThat(reason(suspiciousSigns, EmailPolicy.DISPOSABLE_ONLY)).isEqualTo(RefusalReason.REJECTED);
        assertThat(reason(suspiciousSigns, EmailPolicy.PUBLIC_AND_CUSTOM)).isEqualTo(RefusalReason.ALIAS);
        assertThat(reason(
                        verdict(Category.BLACK, Set.of(EmailTrait.DISPOSABLE, EmailTrait.POLICY_BLOCKED)),
                        EmailPolicy.DISPOSABLE_ONLY))
                .isEqualTo(RefusalReason.DISPOSABLE);
    }

    @Test
    void namesReasonsForMachinesInLowerCaseWithHyphens() {
        assertThat(RefusalReason.NO_MAIL_SERVER.code()).isEqualTo("no-mail-server");
        assertThat(RefusalReason.NO_MAIL_SERVER.messageKey())
                .isEqualTo("io.github.notdisposable.NotDisposable.noMailServer.message");
    }

    private static RefusalReason reason(EmailVerdict verdict, EmailPolicy policy) {
        return EmailRule.of(policy).refusalOf(verdict).orElse(null);
    }

    private static EmailVerdict verdict(Category category, Set<EmailTrait> traits) {
        BackendAnswer.Builder answer = BackendAnswer.about(Scope.DOMAIN).normalized("example.com");
        traits.forEach(answer::trait);
        return new EmailVerdict("example.com", category, "test", answer.build(), Map.of());
    }
}
