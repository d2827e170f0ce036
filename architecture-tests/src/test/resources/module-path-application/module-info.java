/* SPDX-License-Identifier: Apache-2.0 */
module app {
    requires io.github.notdisposable;
    requires org.hibernate.validator;
    // Hibernate Validator names its expression language as optional, and an application must bring it.
    requires jakarta.el;
    requires org.glassfish.expressly;

    opens app to
            org.hibernate.validator;
}
