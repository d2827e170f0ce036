/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.MailProvider;
import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.backend.UnavailableReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the replies of StopReg. The forms of its contract differ in names alone, so that one reading serves all. */
final class StopRegReply {

    /** The flags of its documentation. Others are passed over. */
    private static final List<String> FLAGS =
            List.of("is_disposable", "is_relay", "is_unresolved", "is_public", "is_role_based", "is_alias");

    private StopRegReply() {}

    /**
     * Reads a reply.
     *
     * @param applyPolicy whether an address that the account's policy blocks is blocked
     */
    static BackendAnswer read(Reply reply, Scope scope, boolean applyPolicy) {
        JsonNode json = reply.jsonObject();
        JsonNode data = json == null ? MissingNode.getInstance() : json.path("data");
        if (data.path("error").isTextual()) {
            return error(reply, data.path("error").textValue());
        }
        if (json != null && json.path("message").asText().equals("error")) {
            return errorWithoutCode(reply, Reply.textOrNull(json.path("description")));
        }
        if (reply.isSuccess()) {
            BackendAnswer answer = answerOrNull(data, scope, applyPolicy);
            return answer != null ? answer : BackendAnswer.unavailable(UnavailableReason.MALFORMED_ANSWER);
        }
        return reply.status() == 400 || reply.status() == 422
                ? reply.unavailable(UnavailableReason.MALFORMED_ANSWER, null)
                : reply.unavailable();
    }

    private static BackendAnswer error(Reply reply, String code) {
        return switch (code) {
            case "invalid_email", "invalid_domain" -> reply.unavailable(UnavailableReason.REFUSED_INPUT, code);
            case "missing_token", "invalid_token", "token_expired" ->
                reply.unavailable(UnavailableReason.UNAUTHORIZED, code);
            case "rate_limited" -> reply.unavailable(UnavailableReason.RATE_LIMITED, code);
            case "token_exhausted" -> reply.unavailable(UnavailableReason.QUOTA_EXHAUSTED, code);
            default -> reply.unavailable();
        };
    }

    /** Reads an error of the first form, which has a sentence for each and no code. */
    private static BackendAnswer errorWithoutCode(Reply reply, @Nullable String description) {
        String text = description == null ? "" : Reply.withoutAddresses(description);
        return switch (reply.status()) {
            case 400 ->
                reply.unavailable(
                        text.toLowerCase(Locale.ROOT).contains("token")
                                ? UnavailableReason.UNAUTHORIZED
                                : UnavailableReason.REFUSED_INPUT,
                        null);
            case 403 -> reply.unavailable(UnavailableReason.QUOTA_EXHAUSTED, null);
            case 404 -> reply.unavailable(UnavailableReason.UNAUTHORIZED, null);
            default -> reply.unavailable();
        };
    }

    /** Returns null if the data is not of a form that is known: a flag that is no boolean says nothing that could be relied upon. */
    private static @Nullable BackendAnswer answerOrNull(JsonNode data, Scope scope, boolean applyPolicy) {
        JsonNode input = data.path("input");
        JsonNode domain = data.path("domain");
        JsonNode mail = data.path("mail_server");
        JsonNode flags = data.path("classification");
        JsonNode policy = data.path("policy");
        boolean blocklisted = isListed(data, "blocklisted");
        boolean allowlisted = isListed(data, "allowlisted");
        JsonNode oldFlag = data.path("isDisposable");
        boolean says = flags.path("is_disposable").isBoolean() || oldFlag.isBoolean() || blocklisted || allowlisted;
        if (!says || !FLAGS.stream().allMatch(name -> isFlag(flags.path(name)))) {
            return null;
        }
        return BackendAnswer.about(scope)
                .trait(EmailTrait.DISPOSABLE, flags.path("is_disposable").booleanValue() || oldFlag.booleanValue())
                .trait(EmailTrait.RELAY, flags.path("is_relay").booleanValue())
                .trait(EmailTrait.UNRESOLVED, flags.path("is_unresolved").booleanValue())
                .trait(EmailTrait.PUBLIC, flags.path("is_public").booleanValue())
                .trait(EmailTrait.ROLE_BASED, flags.path("is_role_based").booleanValue())
                .trait(EmailTrait.ALIAS, flags.path("is_alias").booleanValue())
                .trait(EmailTrait.BLOCKLISTED, blocklisted)
                .trait(EmailTrait.ALLOWLISTED, allowlisted)
                .trait(
                        EmailTrait.POLICY_BLOCKED,
                        applyPolicy && policy.path("action").asText().equalsIgnoreCase("block"))
                .trait(
                        EmailTrait.NO_MAIL_SERVER,
                        mail.path("mx_found").isBoolean()
                                && !mail.path("mx_found").booleanValue())
                .normalized(Reply.textOrNull(input.path("normalized")))
                .suggestion(Reply.domainOrNull(input.path("suggestion")))
                .root(Reply.domainOrNull(domain.path("root")))
                .subdomain(
                        domain.path("is_subdomain").isBoolean()
                                ? domain.path("is_subdomain").booleanValue()
                                : null)
                .provider(firstText(domain.path("provider"), domain.path("email_provider")))
                .mailServers(mailServers(mail.path("mx_records")))
                .mailProviders(mailProviders(mail.path("mx_provider")))
                .detail("policy.action", Reply.textOrNull(policy.path("action")))
                .detail("policy.reason_code", Reply.textOrNull(policy.path("reason_code")))
                .detail("domain.domain_age_in_days", Reply.numberOrNull(domain.path("domain_age_in_days")))
                .build();
    }

    /** An account without lists gets a sentence in place of a boolean. */
    private static boolean isListed(JsonNode data, String list) {
        return data.path("list_match").path(list).booleanValue()
                || data.path("policy").path(list).booleanValue();
    }

    private static boolean isFlag(JsonNode node) {
        return node.isBoolean() || node.isNull() || node.isMissingNode();
    }

    private static @Nullable String firstText(JsonNode first, JsonNode second) {
        String text = Reply.textOrNull(first);
        return text != null ? text : Reply.textOrNull(second);
    }

    /** Older forms give hostnames alone, in order of preference. */
    private static List<MailServer> mailServers(JsonNode records) {
        List<MailServer> servers = new ArrayList<>();
        for (JsonNode each : records) {
            String hostname = firstText(each, each.path("hostname"));
            if (hostname != null) {
                servers.add(new MailServer(hostname, each.path("priority").asInt()));
            }
        }
        servers.sort(Comparator.comparingInt(MailServer::priority));
        return servers;
    }

    private static List<MailProvider> mailProviders(JsonNode companies) {
        List<MailProvider> providers = new ArrayList<>();
        for (JsonNode each : companies) {
            String slug = Reply.textOrNull(each.path("slug"));
            if (slug != null) {
                providers.add(new MailProvider(
                        slug, Reply.textOrNull(each.path("service_type")), Reply.textOrNull(each.path("grade"))));
            }
        }
        return providers;
    }
}
