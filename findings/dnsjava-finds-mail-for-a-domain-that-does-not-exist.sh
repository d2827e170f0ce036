#!/usr/bin/env bash
# dnsjava's Lookup finds an exchanger for a domain that does not exist, by way of the machine's search domain
#
# Versions: dnsjava 3.7.1, slf4j-api 2.0.20, Java 17
# Behaviour: a name without a final dot is relative. After NXDOMAIN, `Lookup` asks for the same name below each domain of
#   the search path, which it takes from the system. Where that zone answers any name (a wildcard, usual in companies and
#   in Kubernetes), the misspelt domain has mail. The name server is a small one of this script, on the loopback interface.
# Output seen:
#   no-such-domain.test: successful, asked no-such-domain.test. no-such-domain.test.corp.example.
#   no-such-domain.test. (with a dot): host not found, asked no-such-domain.test.
# Why it surprises: the part behind the at sign of an address is always absolute, and nobody writes the dot. On a
#   developer's machine without a search domain the check is right.
# Who meets it: checks of mail servers with dnsjava, run where /etc/resolv.conf has a `search` line.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir dnsjava
cat > dnsjava/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>dnsjava</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>dnsjava</groupId><artifactId>dnsjava</artifactId><version>3.7.1</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B -f dnsjava/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DoutputDirectory=jars > mvn.log \
  || { cat mvn.log; exit 1; }
cat > Check.java <<'JAVA'
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

public class Check {
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();

    /** Any name below corp.example has mail; nothing else exists. */
    private static Message answer(Message query) throws Exception {
        Name name = query.getQuestion().getName();
        ASKED.add(name.toString());
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        if (name.subdomain(Name.fromString("corp.example."))) {
            answer.addRecord(new MXRecord(name, DClass.IN, 60, 10, Name.fromString("mx.corp.example.")), Section.ANSWER);
        } else {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        return answer;
    }

    private static void serve(DatagramSocket socket) {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[1500], 1500);
                socket.receive(packet);
                byte[] wire = answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength()))).toWire();
                socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String lookUp(String name, SimpleResolver resolver) throws Exception {
        ASKED.clear();
        var lookup = new Lookup(name, Type.MX);
        lookup.setResolver(resolver);
        lookup.setCache(null);
        lookup.setSearchPath("corp.example."); // what a `search` line of the system does
        lookup.run();
        return lookup.getErrorString() + ", asked " + String.join(" ", ASKED);
    }

    public static void main(String[] args) throws Exception {
        var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var server = new Thread(() -> serve(socket));
        server.setDaemon(true);
        server.start();
        var resolver = new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort()));
        String relative = lookUp("no-such-domain.test", resolver);
        String absolute = lookUp("no-such-domain.test.", resolver);
        System.out.println("no-such-domain.test: " + relative);
        System.out.println("no-such-domain.test. (with a dot): " + absolute);
        boolean asStated = relative.equals("successful, asked no-such-domain.test. no-such-domain.test.corp.example.")
                && absolute.equals("host not found, asked no-such-domain.test.");
        System.exit(asStated ? 0 : 1);
    }
}
JAVA
java -cp 'dnsjava/jars/*' Check.java 2>/dev/null || { echo "The behaviour has changed."; exit 1; }
echo "As stated."
