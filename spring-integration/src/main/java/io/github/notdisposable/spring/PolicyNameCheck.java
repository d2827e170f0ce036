/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.checker.CheckerEngine;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.validation.ConstraintDeclarationException;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.CascadableDescriptor;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ContainerDescriptor;
import jakarta.validation.metadata.ElementDescriptor;
import jakarta.validation.metadata.ExecutableDescriptor;
import jakarta.validation.metadata.MethodType;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.ResolvableType;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.validation.annotation.Validated;

/**
 * Ends the start where a controller, what it takes, a validated bean or an entity names a policy that the settings do not define. It reads what the
 * validation provider knows of their types, which the first request or the first save would make it read. What is validated elsewhere fails when it is
 * first validated.
 */
final class PolicyNameCheck implements SmartInitializingSingleton {

    private static final boolean HAS_JPA = ClassUtils.isPresent(
            "org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean",
            PolicyNameCheck.class.getClassLoader());

    private final ListableBeanFactory beans;
    private final ObjectProvider<CheckerEngine> engines;
    private final ObjectProvider<Validator> validators;

    PolicyNameCheck(
            ListableBeanFactory beans, ObjectProvider<CheckerEngine> engines, ObjectProvider<Validator> validators) {
        this.beans = beans;
        this.engines = engines;
        this.validators = validators;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Set<Class<?>> types = types();
        CheckerEngine engine = types.isEmpty() ? null : engines.getIfAvailable();
        Validator validator = engine == null ? null : validators.getIfUnique();
        if (engine != null && validator != null) {
            Reader reader = new Reader(engine, validator);
            types.forEach(reader::read);
        }
    }

    private Set<Class<?>> types() {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (String name : beans.getBeanNamesForAnnotation(Validated.class)) {
            types.add(userClass(name));
        }
        for (String name : beans.getBeanNamesForAnnotation(Controller.class)) {
            Class<?> controller = userClass(name);
            types.add(controller);
            for (Method method : controller.getDeclaredMethods()) {
                for (int i = 0; i < method.getParameterCount(); i++) {
                    add(ResolvableType.forMethodParameter(method, i), types);
                }
            }
        }
        if (HAS_JPA) {
            Entities.add(beans, types);
        }
        return types;
    }

    private Class<?> userClass(String bean) {
        Class<?> type = beans.getType(bean, false);
        return type == null ? Object.class : ClassUtils.getUserClass(type);
    }

    /** Adds a type with what it is a list, a map or a publisher of. */
    private static void add(ResolvableType type, Set<Class<?>> types) {
        types.add(type.resolve(Object.class));
        for (ResolvableType of : type.getGenerics()) {
            add(of, types);
        }
    }

    /** A class of its own, as that of Spring may be absent. */
    private static final class Entities {

        private Entities() {}

        /** Spring makes each of them at the start, lazy or not. */
        static void add(ListableBeanFactory beans, Set<Class<?>> types) {
            beans.getBeansOfType(LocalContainerEntityManagerFactoryBean.class)
                    .values()
                    .forEach(entityManagers -> add(entityManagers, types));
        }

        private static void add(LocalContainerEntityManagerFactoryBean entityManagers, Set<Class<?>> types) {
            // No class of an entity is loaded before the provider can weave it. Spring waits for the provider too.
            entityManagers.getNativeEntityManagerFactory();
            PersistenceUnitInfo unit = entityManagers.getPersistenceUnitInfo();
            if (unit == null) {
                return;
            }
            for (String managed : unit.getManagedClassNames()) {
                try {
                    types.add(ClassUtils.forName(managed, unit.getClassLoader()));
                } catch (ClassNotFoundException | LinkageError notForUs) {
                    // The provider says so, if it minds.
                }
            }
        }
    }

    /** Reads the constraints of types, and of all that is validated with them. */
    private static final class Reader {

        private final CheckerEngine engine;
        private final Validator validator;
        private final Set<Class<?>> seen = new HashSet<>();

        Reader(CheckerEngine engine, Validator validator) {
            this.engine = engine;
            this.validator = validator;
        }

        void read(Class<?> type) {
            if (type.isPrimitive() || type.getName().startsWith("java.") || !seen.add(type)) {
                return;
            }
            BeanDescriptor bean;
            try {
                bean = validator.getConstraintsForClass(type);
            } catch (ValidationException othersAreDeclaredWrong) {
                // The provider says so when such a bean is first validated, and the application may never do that.
                return;
            }
            read(bean, type);
            bean.getConstrainedProperties().forEach(property -> readCascadable(property, type));
            bean.getConstrainedConstructors().forEach(constructor -> read(constructor, type));
            bean.getConstrainedMethods(MethodType.NON_GETTER, MethodType.GETTER).forEach(method -> read(method, type));
        }

        private void read(ExecutableDescriptor executable, Class<?> type) {
            executable.getParameterDescriptors().forEach(parameter -> readCascadable(parameter, type));
            readCascadable(executable.getReturnValueDescriptor(), type);
        }

        private <T extends ElementDescriptor & CascadableDescriptor & ContainerDescriptor> void readCascadable(
                T element, Class<?> type) {
            read(element, type);
            if (element.isCascaded()) {
                read(element.getElementClass());
            }
            element.getConstrainedContainerElementTypes().forEach(of -> readCascadable(of, type));
        }

        private void read(ElementDescriptor element, Class<?> type) {
            element.getConstraintDescriptors().forEach(constraint -> read(constraint, type));
        }

        private void read(ConstraintDescriptor<?> constraint, Class<?> type) {
            if (constraint.getAnnotation() instanceof NotDisposable ours
                    && !ours.policyName().isEmpty()) {
                try {
                    engine.prepare(ours);
                } catch (ConstraintDeclarationException wrong) {
                    throw new ConstraintDeclarationException(type.getName() + ": " + wrong.getMessage(), wrong);
                }
            }
            constraint.getComposingConstraints().forEach(composing -> read(composing, type));
        }
    }
}
