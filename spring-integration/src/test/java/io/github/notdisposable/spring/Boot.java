/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.apache.catalina.Valve;
import org.springframework.boot.web.server.WebServerFactory;
import reactor.netty.http.server.HttpServer;

/** Finds the classes of Spring Boot that bear one name in version 3.5 and another in version 4. */
public final class Boot {

    private Boot() {}

    /** Returns the auto-configuration of the validator. */
    public static Class<?> validationAutoConfiguration() {
        return either(
                "org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration",
                "org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration");
    }

    /** Returns the factory of a server on Netty. */
    public static Class<?> nettyServerFactory() {
        return either(
                "org.springframework.boot.web.embedded.netty.NettyReactiveWebServerFactory",
                "org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory");
    }

    /** Returns the factory of a server on Tomcat for WebFlux. */
    public static Class<?> tomcatReactiveServerFactory() {
        return either(
                "org.springframework.boot.web.embedded.tomcat.TomcatReactiveWebServerFactory",
                "org.springframework.boot.tomcat.reactive.TomcatReactiveWebServerFactory");
    }

    /** Adds a valve to a server on Tomcat. */
    public static void addValve(WebServerFactory factory, Valve valve) {
        call(factory, "addEngineValves", valve);
    }

    /** Changes a server on Netty, after all that properties change. */
    public static void customizeNetty(WebServerFactory factory, UnaryOperator<HttpServer> customizer) {
        Class<?> type = either(
                "org.springframework.boot.web.embedded.netty.NettyServerCustomizer",
                "org.springframework.boot.reactor.netty.NettyServerCustomizer");
        InvocationHandler handler = (self, method, arguments) -> switch (method.getName()) {
            case "apply" -> customizer.apply((HttpServer) arguments[0]);
            case "hashCode" -> System.identityHashCode(self);
            case "equals" -> self == arguments[0];
            default -> throw new UnsupportedOperationException(method.getName());
        };
        Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
        call(factory, "addServerCustomizers", proxy);
    }

    /** Calls a method with an array as its only parameter. */
    private static void call(Object target, String name, Object argument) {
        Method method = Arrays.stream(target.getClass().getMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findAny()
                .orElseThrow();
        Object array = Array.newInstance(method.getParameterTypes()[0].getComponentType(), 1);
        Array.set(array, 0, argument);
        try {
            method.invoke(target, array);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static Class<?> either(String in3, String in4) {
        try {
            return Class.forName(in3);
        } catch (ClassNotFoundException moved) {
            try {
                return Class.forName(in4);
            } catch (ClassNotFoundException absent) {
                throw new AssertionError("Neither Spring Boot 3.5 nor 4 is on the class path", absent);
            }
        }
    }
}
