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

    /** How many follow the account. */
    int followers() default 1_000;

    /** The kind of the account. */
    AccountKind kind() default AccountKind.SERVICE;

    /** Which platform is played. */
    Profile profile() default Profile.DEFAULT;

    /** The time at the beginning, as {@code 2026-12-01T00:00:00Z}; the real time if empty. */
    String startAt() default "";
}
