/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.spring.Boot;
import io.github.notdisposable.spring.NotDisposableAutoConfiguration;
import io.github.notdisposable.spring.NotDisposableValidationAutoConfiguration;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.AbstractJpaVendorAdapter;
import org.springframework.orm.jpa.vendor.EclipseLinkJpaVendorAdapter;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/** What a persistence provider checks when it saves an entity, in a database in this process. */
class JpaTest {

    private static final String DISPOSABLE =
            "Please use a permanent email address. Disposable addresses are not allowed.";

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void asksTheCheckerOfItsOwnContext(String vendor) {
        runner(vendor).withPropertyValues("notdisposable.block=a.example").run(a -> {
            runner(vendor).withPropertyValues("notdisposable.block=b.example").run(b -> {
                assertThat(save(a, "x@a.example")).hasSize(1);
                assertThat(save(a, "x@b.example")).isEmpty();
                assertThat(save(b, "x@a.example")).isEmpty();
                assertThat(save(b, "x@b.example")).hasSize(1);
            });
            assertThat(save(a, "x@a.example"))
                    .as("after the other one is closed")
                    .hasSize(1);
            assertThat(save(a, "x@b.example")).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void asksItAlsoBeforeTheContextHasStarted(String vendor) {
        runner(vendor)
                .withUserConfiguration(Early.class)
                .withPropertyValues("notdisposable.block=early.example")
                .run(context -> {
                    assertThat(context.getBean("early", SavingBean.class).refused)
                            .hasSize(1);
                    assertThat(save(context, "x@early.example")).hasSize(1);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void speaksInTheMessagesOfTheApplication(String vendor) {
        runner(vendor)
                .run(context -> assertThat(save(context, "x@mailinator.com")).containsExactly(DISPOSABLE));

        StaticMessageSource messages = new StaticMessageSource();
        messages.addMessage(
                "io.github.notdisposable.NotDisposable.disposable.message", Locale.getDefault(), "Not this one.");
        runner(vendor)
                .withBean("messageSource", MessageSource.class, () -> messages)
                .run(context -> assertThat(save(context, "x@mailinator.com")).containsExactly("Not this one."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void letsEverythingInWhereTheChecksAreSwitchedOff(String vendor) {
        runner(vendor)
                .withPropertyValues("notdisposable.enabled=false")
                .run(context -> assertThat(save(context, "x@mailinator.com")).isEmpty());
    }

    @Test
    void usesTheVerdictOfTheRequestAgainAndAsksNobodyOutsideOneIfItIsNotTo() {
        List<Boolean> asked = new ArrayList<>();
        runner("hibernate")
                .withBean(EmailBackend.class, () -> new Asked(asked))
                .withPropertyValues("notdisposable.backends=asked", "notdisposable.ask-outside-request=false")
                .run(context -> {
                    try (CheckedEmails request = CheckedEmails.open()) {
                        Customer customer = new Customer("x@company.example");
                        assertThat(context.getBean(Validator.class).validate(customer))
                                .isEmpty();
                        assertThat(save(context, customer)).isEmpty();
                        assertThat(request.decisions()).hasSize(1);
                    }
                    assertThat(asked).as("whether it may wait").containsExactly(true);

                    save(context, "y@company.example");
                    assertThat(asked).containsExactly(true, false);
                });
    }

    @ParameterizedTest
    @CsvSource({"hibernate, now", "eclipselink, now", "hibernate, deferred", "hibernate, lazy"})
    void anUnknownPolicyOnAnEntityEndsTheStartWithTheClassAndTheName(String vendor, String bootstrap) {
        ApplicationContextRunner checkouts = runner(vendor)
                .withPropertyValues("entity=" + Checkout.class.getName(), "bootstrap=" + bootstrap)
                .withInitializer(context -> context.addBeanFactoryPostProcessor(beans ->
                        beans.getBeanDefinition("entityManagerFactory").setLazyInit("lazy".equals(bootstrap))));
        checkouts.run(context -> assertThat(context)
                .getFailure()
                .hasMessageContaining(Checkout.class.getName())
                .hasMessageContaining("no policy named 'checkout'"));
        checkouts
                .withPropertyValues("notdisposable.policies.checkout.block=relay")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void keepsTheFactoryThatTheApplicationSets() {
        try (ValidatorFactory own = Validation.buildDefaultValidatorFactory()) {
            runner("hibernate")
                    .withBean("ownFactory", OwnFactory.class, () -> new OwnFactory(own))
                    .run(context -> assertThat(
                                    context.getBean(EntityManagerFactory.class).getProperties())
                            .containsEntry("jakarta.persistence.validation.factory", own));
        }
    }

    private static ApplicationContextRunner runner(String vendor) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        Boot.validationAutoConfiguration(),
                        NotDisposableAutoConfiguration.class,
                        NotDisposableValidationAutoConfiguration.class,
                        NotDisposableJpaAutoConfiguration.class))
                .withUserConfiguration(Database.class)
                .withPropertyValues("vendor=" + vendor);
    }

    private static List<String> save(ApplicationContext context, String email) {
        return save(context, new Customer(email));
    }

    private static List<String> save(ApplicationContext context, Customer customer) {
        return save(context.getBean(EntityManagerFactory.class), customer);
    }

    /** Returns why the entity is not saved; nothing if it is. */
    private static List<String> save(EntityManagerFactory factory, Customer customer) {
        try (EntityManager entities = factory.createEntityManager()) {
            entities.getTransaction().begin();
            entities.persist(customer);
            entities.getTransaction().commit();
            return List.of();
        } catch (ConstraintViolationException refused) {
            return messages(refused);
        } catch (PersistenceException failed) {
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (cause instanceof ConstraintViolationException refused) {
                    return messages(refused);
                }
            }
            throw failed;
        }
    }

    private static List<String> messages(ConstraintViolationException refused) {
        return refused.getConstraintViolations().stream()
                .map(ConstraintViolation::getMessage)
                .toList();
    }

    record OwnFactory(ValidatorFactory factory) {}

    record Asked(List<Boolean> mayBlock) implements EmailBackend {

        @Override
        public String name() {
            return "asked";
        }

        @Override
        public BackendAnswer check(BackendQuery query) {
            mayBlock.add(query.mayBlock());
            return BackendAnswer.about(BackendAnswer.Scope.ADDRESS).build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Database {

        @Bean
        DataSource dataSource() {
            JdbcDataSource database = new JdbcDataSource();
            database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            return database;
        }

        @Bean
        LocalContainerEntityManagerFactoryBean entityManagerFactory(
                DataSource database, Environment environment, ApplicationContext context) {
            boolean isHibernate = "hibernate".equals(environment.getProperty("vendor"));
            AbstractJpaVendorAdapter vendor =
                    isHibernate ? new HibernateJpaVendorAdapter() : new EclipseLinkJpaVendorAdapter();
            vendor.setGenerateDdl(true);
            LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
            factory.setDataSource(database);
            factory.setJpaVendorAdapter(vendor);
            factory.setManagedTypes(
                    PersistenceManagedTypes.of(environment.getProperty("entity", Customer.class.getName())));
            if ("deferred".equals(environment.getProperty("bootstrap"))) {
                factory.setBootstrapExecutor(new SimpleAsyncTaskExecutor());
            }
            factory.getJpaPropertyMap().put("eclipselink.weaving", "false");
            // Two units of one name would share a session, and all that belongs to it.
            factory.getJpaPropertyMap()
                    .put("eclipselink.session-name", UUID.randomUUID().toString());
            if (context.containsBean("ownFactory")) {
                ValidatorFactory own = context.getBean(OwnFactory.class).factory();
                factory.setJpaPropertyMap(Map.of("jakarta.persistence.validation.factory", own));
            }
            return factory;
        }
    }

    /** Made before the auto-configuration's own beans, as an application's beans are. */
    @Configuration(proxyBeanMethods = false)
    static class Early {

        @Bean
        SavingBean early(EntityManagerFactory entities) {
            return new SavingBean(entities);
        }
    }

    static final class SavingBean implements InitializingBean {

        private final EntityManagerFactory entities;
        private List<String> refused = List.of();

        SavingBean(EntityManagerFactory entities) {
            this.entities = entities;
        }

        @Override
        public void afterPropertiesSet() {
            refused = save(entities, new Customer("y@early.example"));
        }
    }

    @Entity(name = "Checkout")
    public static class Checkout {

        @Id
        @GeneratedValue
        private Long id;

        @NotDisposable(policyName = "checkout")
        private String email;

        public Long getId() {
            return id;
        }

        public String getEmail() {
            return email;
        }
    }

    @Entity(name = "Customer")
    public static class Customer {

        @Id
        @GeneratedValue
        private Long id;

        @NotDisposable
        private String email;

        public Customer() {}

        public Customer(String email) {
            this.email = email;
        }

        public Long getId() {
            return id;
        }

        public String getEmail() {
            return email;
        }
    }
}
