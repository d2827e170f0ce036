plugins {
    java
}

repositories {
    mavenLocal()
    mavenCentral()
}

val notdisposable: String by project

dependencies {
    implementation(platform("io.github.notdisposable:notdisposable-bom:$notdisposable"))
    implementation("io.github.notdisposable:notdisposable")
    runtimeOnly("org.hibernate.validator:hibernate-validator:9.1.6.Final")
    runtimeOnly("org.glassfish.expressly:expressly:6.0.0")

    testImplementation("org.junit.jupiter:junit-jupiter:6.1.3")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher")
}

java {
    toolchain {
        languageVersion = JavaLanguageVersion.of(17)
    }
}

tasks.test {
    useJUnitPlatform()
    systemProperty("user.language", "en")
}
