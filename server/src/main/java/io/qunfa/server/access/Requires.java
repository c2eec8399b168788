package io.qunfa.server.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The least role for a call under {@code /api/v1/accounts/{id}}. Without it, reading asks for
 * {@link Role#VIEWER} and everything else for {@link Role#EDITOR}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {
    Role value();

    /** What a program's token needs, if it is not what the role stands for. */
    Scope[] scope() default {};

    /** Whether administrators of the installation may, without a role on the account. */
    boolean orInstallation() default false;
}
