#!/usr/bin/env bash
# Nimbus' DefaultJWTProcessor refuses every access token that follows RFC 9068, for its type
#
# Versions: nimbus-jose-jwt 10.10, Java 17
# Behaviour: an access token in the form of RFC 9068 has the header `typ: at+jwt`, which the RFC requires. The default
#   processor lets `JWT` and no type pass, and throws for all else, before it looks at the signature.
# Output seen:
#   no type: accepted
#   JWT: accepted
#   at+jwt: BadJOSEException: JOSE header typ (type) at+jwt not allowed
# Why it surprises: the processor is the documented way to verify access tokens, and a provider that starts to follow
#   the RFC breaks it overnight, with keys, issuer and audience all right.
# Who meets it: handlers of hooks that an identity provider calls with an OAuth 2 access token (Okta's inline hooks, for one,
#   can); `setJWSTypeVerifier` has to name the type.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir nimbus
cat > nimbus/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>nimbus</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.nimbusds</groupId><artifactId>nimbus-jose-jwt</artifactId><version>10.10</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B -f nimbus/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DoutputDirectory=jars > mvn.log \
  || { cat mvn.log; exit 1; }
cat > Check.java <<'JAVA'
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Instant;
import java.util.Date;
import java.util.List;

public class Check {
    private static final byte[] KEY = "not a secret: for this script ok".getBytes();

    private static String ask(String type) throws Exception {
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256);
        if (!type.isEmpty()) {
            header.type(new JOSEObjectType(type));
        }
        var claims = new JWTClaimsSet.Builder()
                .issuer("https://idp.example")
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .build();
        var token = new SignedJWT(header.build(), claims);
        token.sign(new MACSigner(KEY));
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.HS256, new ImmutableSecret<>(KEY)));
        try {
            processor.process(token.serialize(), null);
            return "accepted";
        } catch (Exception e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    public static void main(String[] args) throws Exception {
        var seen = List.of(ask(""), ask("JWT"), ask("at+jwt"));
        System.out.println("no type: " + seen.get(0));
        System.out.println("JWT: " + seen.get(1));
        System.out.println("at+jwt: " + seen.get(2));
        var stated = List.of("accepted", "accepted", "BadJOSEException: JOSE header typ (type) at+jwt not allowed");
        System.exit(seen.equals(stated) ? 0 : 1);
    }
}
JAVA
java -cp 'nimbus/jars/*' Check.java || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
