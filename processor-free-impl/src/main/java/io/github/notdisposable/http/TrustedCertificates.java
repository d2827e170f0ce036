/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Reads the certificates that are to be trusted. */
final class TrustedCertificates {

    private TrustedCertificates() {}

    static SSLContext contextOf(Path file, char @Nullable [] password) {
        try {
            KeyStore trusted = isPem(file) ? ofPem(file) : KeyStore.getInstance(file.toFile(), password);
            if (trusted.size() == 0) {
                throw new IllegalArgumentException("'trust' must name a file with certificates: " + file);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException cause) {
            throw new IllegalArgumentException("'trust' must name a readable file with certificates: " + file, cause);
        }
    }

    private static boolean isPem(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(4_096), StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE");
        }
    }

    private static KeyStore ofPem(Path file) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        int number = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            trusted.setCertificateEntry("trusted-" + number++, certificate);
        }
        return trusted;
    }
}
