package io.qunfa.sandbox;

import io.qunfa.sandbox.world.AccountKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Gives a test class a sandbox; see {@link SandboxExtension} for what tests can ask for. */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SandboxExtension.class)
public @interface SandboxTest {

    /** The seed of the world. */
    long seed() default 1;

    /** How many follow the first account. */
    int followers() default 1_000;

    /** The kind of the first account. */
    AccountKind kind() default AccountKind.SERVICE;

    /** Further accounts: the second, third … {@link SandboxAccount} parameter of a test. */
    Account[] accounts() default {};

    /** Which platform is played. */
    Profile profile() default Profile.DEFAULT;

    /** The time at the beginning, as {@code 2026-12-01T00:00:00Z}; the real time if empty. */
    String startAt() default "";

    /** How fast time runs: 1 is real time, with 0 only the test lets time pass. */
    double clockRate() default 1;

    /** Which tests share one sandbox, one after the other. */
    Scope scope() default Scope.CLASS;

    /** A verified account that exists beside the first. */
    @Target({})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Account {

        /** The kind of the account. */
        AccountKind kind() default AccountKind.SERVICE;

        /** How many follow it. */
        int followers() default 0;
    }

    /** Which tests share one sandbox. It is as new before each of them. */
    enum Scope {
        /** Those of the class, and of its nested classes. */
        CLASS,
        /** Those of all classes of the run whose annotations say the same: one start for all. */
        RUN
    }
}
