/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable;

/** What {@link NotDisposable#block()} can refuse beyond the policy. */
public enum Block {
    /** Addresses of category {@link Category#GREY}, whatever made them grey. */
    GREY,

    /** Addresses with the trait {@link EmailTrait#RELAY}. */
    RELAY,

    /** Addresses with the trait {@link EmailTrait#ALIAS}. */
    ALIAS,

    /** Addresses with the trait {@link EmailTrait#ROLE_BASED}. */
    ROLE_BASED,

    /** Addresses with the trait {@link EmailTrait#PUBLIC}. */
    PUBLIC,

    /** Addresses with the trait {@link EmailTrait#UNRESOLVED}. */
    UNRESOLVED,

    /** Addresses with the trait {@link EmailTrait#NO_MAIL_SERVER}. */
    NO_MAIL_SERVER,

    /** Addresses with the trait {@link EmailTrait#SUSPICIOUS}. */
    SUSPICIOUS
}
