/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.Block;
import io.github.notdisposable.Category;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.internal.TraitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Turns a verdict into a refusal, or none: a policy, what is blocked beyond it, and what happens when nobody could answer.
 *
 * @param policy the policy
 * @param block what is refused beyond it
 * @param whenUnavailable what happens to {@link Category#UNKNOWN}; {@link WhenUnavailable#AS_CONFIGURED} lets the address in
 */
public record EmailRule(EmailPolicy policy, Set<Block> block, WhenUnavailable whenUnavailable) {

    private static final RefusalReason[] REASONS = RefusalReason.values();

    private static final TraitSet ALWAYS_WANTED = TraitSet.of(
            EmailTrait.DISPOSABLE, EmailTrait.BLOCKLISTED, EmailTrait.POLICY_BLOCKED, EmailTrait.ALLOWLISTED);
    private static final TraitSet WANTED_BY_STRICT_POLICIES =
            TraitSet.of(EmailTrait.RELAY, EmailTrait.ALIAS, EmailTrait.ROLE_BASED, EmailTrait.NO_MAIL_SERVER);
    private static final TraitSet GREY_TRAITS = TraitSet.copyOf(Stream.of(EmailTrait.values())
            .filter(trait -> Category.of(Set.of(trait)) == Category.GREY)
            .toList());

    /**
     * Creates a rule; the set is copied.
     *
     * @param policy the policy
     * @param block what is refused beyond it
     * @param whenUnavailable what happens when nobody could answer
     */
    public EmailRule {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(whenUnavailable, "whenUnavailable");
        block = Set.copyOf(block);
    }

    /**
     * Returns the rule of a policy that lets in what cannot be checked.
     *
     * @param policy the policy
     * @param block what is refused beyond it
     * @return the rule
     */
    public static EmailRule of(EmailPolicy policy, Block... block) {
        return new EmailRule(policy, Set.copyOf(List.of(block)), WhenUnavailable.ALLOW);
    }

    /**
     * Returns why an address is refused.
     *
     * @param verdict the verdict on it
     * @return the first reason that holds, in the order of {@link RefusalReason}; empty if the address is let in
     */
    public Optional<RefusalReason> refusalOf(EmailVerdict verdict) {
        if (verdict.has(EmailTrait.ALLOWLISTED)) {
            return Optional.empty();
        }
        for (RefusalReason reason : REASONS) {
            if (refuses(reason, verdict)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    /** {@return the traits that this rule acts upon, which a backend must look for} */
    public Set<EmailTrait> wantedTraits() {
        TraitSet wanted = ALWAYS_WANTED;
        if (policy != EmailPolicy.DISPOSABLE_ONLY) {
            wanted = wanted.with(WANTED_BY_STRICT_POLICIES);
        }
        if (policy == EmailPolicy.BUSINESS_ONLY || policy == EmailPolicy.PUBLIC_ONLY) {
            wanted = wanted.with(EmailTrait.PUBLIC);
        }
        for (Block blocked : block) {
            wanted = switch (blocked) {
                case GREY -> wanted.with(GREY_TRAITS);
                case RELAY -> wanted.with(EmailTrait.RELAY);
                case ALIAS -> wanted.with(EmailTrait.ALIAS);
                case ROLE_BASED -> wanted.with(EmailTrait.ROLE_BASED);
                case PUBLIC -> wanted.with(EmailTrait.PUBLIC);
                case UNRESOLVED -> wanted.with(EmailTrait.UNRESOLVED);
                case NO_MAIL_SERVER -> wanted.with(EmailTrait.NO_MAIL_SERVER);
                case SUSPICIOUS -> wanted.with(EmailTrait.SUSPICIOUS);
            };
        }
        return wanted;
    }

    private boolean refuses(RefusalReason reason, EmailVerdict verdict) {
        boolean strict = policy != EmailPolicy.DISPOSABLE_ONLY;
        return switch (reason) {
            case BANNED -> verdict.category() == Category.BANNED;
            case BLOCKLISTED -> verdict.has(EmailTrait.BLOCKLISTED);
            case DISPOSABLE -> verdict.has(EmailTrait.DISPOSABLE);
            case POLICY_BLOCKED -> verdict.has(EmailTrait.POLICY_BLOCKED);
            case NO_MAIL_SERVER ->
                (strict || block.contains(Block.NO_MAIL_SERVER)) && verdict.has(EmailTrait.NO_MAIL_SERVER);
            case RELAY -> (strict || block.contains(Block.RELAY)) && verdict.has(EmailTrait.RELAY);
            case PUBLIC ->
                (policy == EmailPolicy.BUSINESS_ONLY || block.contains(Block.PUBLIC)) && verdict.has(EmailTrait.PUBLIC);
            case NOT_PUBLIC ->
                policy == EmailPolicy.PUBLIC_ONLY
                        && verdict.category() != Category.UNKNOWN
                        && !verdict.has(EmailTrait.PUBLIC);
            case ROLE_BASED -> (strict || block.contains(Block.ROLE_BASED)) && verdict.has(EmailTrait.ROLE_BASED);
            case ALIAS -> (strict || block.contains(Block.ALIAS)) && verdict.has(EmailTrait.ALIAS);
            case UNRESOLVED -> block.contains(Block.UNRESOLVED) && verdict.has(EmailTrait.UNRESOLVED);
            case SUSPICIOUS -> block.contains(Block.SUSPICIOUS) && verdict.has(EmailTrait.SUSPICIOUS);
            case REJECTED -> verdict.category() == Category.BLACK;
            case GREY -> block.contains(Block.GREY) && verdict.category() == Category.GREY;
            case UNAVAILABLE -> whenUnavailable == WhenUnavailable.REJECT && verdict.category() == Category.UNKNOWN;
        };
    }
}
