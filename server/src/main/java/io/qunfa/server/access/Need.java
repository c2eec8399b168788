package io.qunfa.server.access;

import org.springframework.web.method.HandlerMethod;

/** What a call that belongs to an account asks of whoever makes it. */
record Need(Role role, Scope scope, boolean orInstallation, boolean person) {

    static Need of(HandlerMethod method, boolean reads) {
        var person = InstallationGuard.has(method, ForPeople.class);
        var requires = method.getMethodAnnotation(Requires.class);
        if (requires == null) {
            var role = usual(reads).role();
            return new Need(role, Scope.needed(role), false, person);
        }
        return new Need(requires.value(), scope(requires), requires.orInstallation(), person);
    }

    /** Where nothing is said. */
    static Need usual(boolean reads) {
        var role = reads ? Role.VIEWER : Role.EDITOR;
        return new Need(role, Scope.needed(role), false, false);
    }

    private static Scope scope(Requires requires) {
        return requires.scope().length == 0 ? Scope.needed(requires.value()) : requires.scope()[0];
    }
}
