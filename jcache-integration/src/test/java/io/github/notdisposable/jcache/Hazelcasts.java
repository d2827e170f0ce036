/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jcache;

import com.hazelcast.cache.HazelcastCachingProvider;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;

/** Members of a Hazelcast that talk to each other over the loopback interface alone. */
final class Hazelcasts {

    private static final Map<String, ClassLoader> LOADERS = new ConcurrentHashMap<>();

    private Hazelcasts() {}

    /** Returns ports of the loopback interface that are free now. */
    static int[] freePorts(int number) {
        int[] ports = new int[number];
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < number; i++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                ports[i] = socket.getLocalPort();
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ports;
    }

    /**
     * Starts a member.
     *
     * @param cluster the name of its cluster
     * @param own its port
     * @param ports the ports of all members of the cluster, where it looks for the others
     */
    static HazelcastInstance start(String cluster, int own, int... ports) {
        Config config = new Config(cluster + "-" + System.nanoTime()).setClusterName(cluster);
        config.setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.logging.type", "slf4j")
                .setProperty("hazelcast.shutdownhook.enabled", "false")
                .setProperty("hazelcast.wait.seconds.before.join", "0");
        config.getJetConfig().setEnabled(false);
        config.getNetworkConfig().setPort(own).setPortAutoIncrement(false);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(ports.length > 0);
        for (int port : ports) {
            join.getTcpIpConfig().addMember("127.0.0.1:" + port);
        }
        return Hazelcast.newHazelcastInstance(config);
    }

    /**
     * Returns the cache manager of a member. Caches are shared by managers of one URI whose class loaders have one name; in one JVM, each class
     * loader has a manager of its own.
     */
    static CacheManager manager(HazelcastInstance member) {
        Properties properties = HazelcastCachingProvider.propertiesByInstanceItself(member);
        CachingProvider provider = Caching.getCachingProvider(HazelcastCachingProvider.MEMBER_CACHING_PROVIDER);
        ClassLoader loader = LOADERS.computeIfAbsent(member.getName(), name -> new MemberLoader());
        return provider.getCacheManager(provider.getDefaultURI(), loader, properties);
    }

    private static final class MemberLoader extends ClassLoader {

        MemberLoader() {
            super(Hazelcasts.class.getClassLoader());
        }

        @Override
        public String toString() {
            return "member";
        }
    }
}
