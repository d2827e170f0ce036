/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.backend;

import java.io.Serializable;

/**
 * A mail exchanger of a domain (RFC 5321 section 5.1).
 *
 * @param hostname the host's name
 * @param priority its preference; the lowest is tried first
 */
public record MailServer(String hostname, int priority) implements Serializable {}
