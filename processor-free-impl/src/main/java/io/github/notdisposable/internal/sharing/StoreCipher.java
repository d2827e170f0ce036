/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.sharing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes the keys and values that leave the process, so that whoever reads the store learns no address and no client, and whoever writes to it
 * cannot make up a verdict or a ban: keys by HMAC-SHA256 (RFC 2104), values by AES-256-GCM (NIST SP 800-38D). Immutable, and safe for use by
 * several threads.
 *
 * <p>A key without a secret could be reversed by trying: there are only four thousand million IPv4 addresses.
 */
public final class StoreCipher {

    /** The form of all that is stored: the first byte of each value. */
    public static final byte VERSION = 1;

    private static final int SHORTEST_SECRET = 16;
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final String HMAC = "HmacSHA256";

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec forNames;
    private final SecretKeySpec forValues;

    /**
     * Creates a cipher.
     *
     * @param secret the same on each machine, at least 16 characters
     * @throws IllegalArgumentException if it is shorter
     */
    public StoreCipher(String secret) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("'secret' must have at least " + SHORTEST_SECRET + " characters");
        }
        SecretKeySpec whole = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC);
        forNames = new SecretKeySpec(mac(whole, "notdisposable names"), HMAC);
        forValues = new SecretKeySpec(mac(whole, "notdisposable values"), HMAC);
    }

    /**
     * Returns what stands for a text in the store.
     *
     * @param purpose what the text is: equal texts of different purposes have different names
     * @param text the text
     * @return 16 bytes
     */
    public byte[] hash(String purpose, String text) {
        return Arrays.copyOf(mac(forNames, purpose + '\n' + text), 16);
    }

    /**
     * Returns what stands for a text in the store, as {@link #hash} does.
     *
     * @param purpose what the text is
     * @param text the text
     * @return 22 letters, digits, hyphens and underscores
     */
    public String name(String purpose, String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash(purpose, text));
    }

    /**
     * Encrypts a value.
     *
     * @param place where it is stored: nowhere else can it be opened
     * @param value the value
     * @return the version, and what only the secret opens
     */
    public byte[] encrypt(String place, byte[] value) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, place, nonce).doFinal(value);
            return ByteBuffer.allocate(1 + NONCE + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            // Every JDK has it.
            throw new IllegalStateException(e);
        }
    }

    /**
     * Decrypts a value.
     *
     * @param place where it is stored
     * @param sealed what stands there
     * @return the value; {@code null} if it is of another version, of another secret, of another place, or no value at all
     */
    public byte @Nullable [] decrypt(String place, byte @Nullable [] sealed) {
        if (sealed == null || sealed.length < 1 + NONCE + TAG || sealed[0] != VERSION) {
            return null;
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE);
        try {
            return cipher(Cipher.DECRYPT_MODE, place, nonce).doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    /** Each place has a key of its own, so that no key ever meets as many nonces as would let two of them be equal by chance. */
    private Cipher cipher(int mode, String place, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(mac(forValues, place), "AES"), new GCMParameterSpec(TAG * 8, nonce));
        return cipher;
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            // Every JDK has it.
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "StoreCipher[hidden]";
    }
}
