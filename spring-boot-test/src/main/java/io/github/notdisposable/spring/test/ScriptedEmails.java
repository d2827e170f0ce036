/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.test;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.DomainName;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a test says about addresses. An address is known by itself or by its domain; any other is white, without any trait.
 * Thread-safe.
 */
public final class ScriptedEmails implements EmailBackend {

    /** The name of this backend in settings and verdicts. */
    public static final String NAME = "scripted";

    private final Map<String, BackendAnswer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new ArrayList<>();

    ScriptedEmails() {}

    /**
     * Gives an address or a domain traits.
     *
     * @param addressOrDomain a whole address, or a domain for all addresses there
     * @param traits the traits
     * @return this
     * @throws IllegalArgumentException if the text is neither
     */
    public ScriptedEmails given(String addressOrDomain, EmailTrait... traits) {
        BackendAnswer.Builder answer = BackendAnswer.about(BackendAnswer.Scope.ADDRESS);
        for (EmailTrait trait : traits) {
            answer.trait(trait);
        }
        return given(addressOrDomain, answer.build());
    }

    /**
     * Gives an address or a domain a category of a service's own, such as {@link Category#GREY} or {@link Category#BANNED}.
     *
     * @param addressOrDomain a whole address, or a domain for all addresses there
     * @param category the category
     * @return this
     * @throws IllegalArgumentException if the text is neither
     */
    public ScriptedEmails given(String addressOrDomain, Category category) {
        return given(
                addressOrDomain,
                BackendAnswer.about(BackendAnswer.Scope.ADDRESS)
                        .category(category)
                        .build());
    }

    /**
     * Has no answer for an address or a domain, as when a service is down.
     *
     * @param addressOrDomain a whole address, or a domain for all addresses there
     * @param reason why
     * @return this
     * @throws IllegalArgumentException if the text is neither
     */
    public ScriptedEmails unavailable(String addressOrDomain, UnavailableReason reason) {
        return given(addressOrDomain, BackendAnswer.unavailable(reason));
    }

    /**
     * Answers as given, with a suggestion or mail servers for example.
     *
     * @param addressOrDomain a whole address, or a domain for all addresses there
     * @param answer the answer
     * @return this
     * @throws IllegalArgumentException if the text is neither
     */
    public ScriptedEmails given(String addressOrDomain, BackendAnswer answer) {
        answers.put(
                EmailAddress.parse(addressOrDomain)
                        .map(EmailAddress::normalized)
                        .or(() -> DomainName.parse(addressOrDomain))
                        .orElseThrow(() ->
                                new IllegalArgumentException("'addressOrDomain' must be an email address or a domain")),
                answer);
        return this;
    }

    /** {@return the addresses and domains that were asked for in this test, in normal form, in order} */
    public List<String> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    /** Forgets what was said and asked. Called after each test. */
    public void reset() {
        answers.clear();
        synchronized (asked) {
            asked.clear();
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public BackendAnswer check(BackendQuery query) {
        String normalized = query.address().map(EmailAddress::normalized).orElse(query.domain());
        synchronized (asked) {
            asked.add(normalized);
        }
        BackendAnswer ofAddress = answers.get(normalized);
        return ofAddress != null
                ? ofAddress
                : answers.getOrDefault(
                        query.domain(),
                        BackendAnswer.about(BackendAnswer.Scope.ADDRESS).build());
    }
}
