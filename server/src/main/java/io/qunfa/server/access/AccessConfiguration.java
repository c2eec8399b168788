package io.qunfa.server.access;

import io.qunfa.server.http.Problem;
import io.qunfa.server.http.ProblemWriter;
import io.qunfa.server.vault.Vault;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    /** The console brings everything itself; Element Plus sets styles on elements. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:;"
                    + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder();
    }

    @Bean
    SecurityContextRepository securityContextRepository() {
        return new HttpSessionSecurityContextRepository();
    }

    @Bean
    CookieSerializer sessionCookie(Vault vault) {
        return new SealedSessionCookie(vault);
    }

    @Bean
    CsrfTokenRepository csrfTokenRepository() {
        return CookieCsrfTokenRepository.withHttpOnlyFalse();
    }

    @Bean
    SessionAuthenticationStrategy sessionAuthenticationStrategy(CsrfTokenRepository tokens) {
        return new CompositeSessionAuthenticationStrategy(
                List.of(
                        new ChangeSessionIdAuthenticationStrategy(),
                        new CsrfAuthenticationStrategy(tokens)));
    }

    /** Sign-in is ours; without this bean Spring Boot would make up a user of its own. */
    @Bean
    AuthenticationManager authenticationManager() {
        return authentication -> {
            throw new ProviderNotFoundException("operators sign in at /api/v1/session");
        };
    }

    /** The platform's callbacks carry a signature of their own: no session, no CSRF token. */
    @Bean
    @Order(1)
    SecurityFilterChain callbackSecurity(HttpSecurity http) {
        return http.securityMatcher("/wx/**")
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            CsrfTokenRepository csrfTokens,
            SecurityContextRepository contexts,
            ApiTokens apiTokens,
            ProblemWriter problems) {
        http.formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .securityContext(context -> context.securityContextRepository(contexts))
                .csrf(
                        csrf ->
                                csrf.spa()
                                        .csrfTokenRepository(csrfTokens)
                                        .ignoringRequestMatchers(
                                                request -> BearerTokens.in(request).isPresent()))
                .addFilterBefore(
                        new BearerTokens(apiTokens, problems),
                        UsernamePasswordAuthenticationFilter.class)
                .authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers("/api/v1/session", "/api/v1/about")
                                        .permitAll()
                                        .requestMatchers("/api/**")
                                        .authenticated()
                                        .requestMatchers("/actuator/health/**")
                                        .permitAll()
                                        .requestMatchers("/actuator/**")
                                        .access(
                                                (authentication, context) ->
                                                        new AuthorizationDecision(
                                                                isLocal(context)
                                                                        || authentication
                                                                                        .get()
                                                                                        .getPrincipal()
                                                                                instanceof
                                                                                Operator))
                                        .anyRequest()
                                        .permitAll())
                .exceptionHandling(
                        failures ->
                                failures.authenticationEntryPoint(
                                                (request, response, _) ->
                                                        problems.write(
                                                                SessionApi.notSignedIn(),
                                                                request,
                                                                response))
                                        .accessDeniedHandler(
                                                (request, response, _) ->
                                                        problems.write(
                                                                new Problem(
                                                                        HttpStatus.FORBIDDEN,
                                                                        "forbidden",
                                                                        Map.of()),
                                                                request,
                                                                response)))
                .headers(
                        headers ->
                                headers.contentSecurityPolicy(
                                                csp ->
                                                        csp.policyDirectives(
                                                                CONTENT_SECURITY_POLICY))
                                        .referrerPolicy(
                                                policy ->
                                                        policy.policy(ReferrerPolicy.SAME_ORIGIN)));
        return http.build();
    }

    private static boolean isLocal(RequestAuthorizationContext context) {
        return LocalCallers.matches(context.getRequest());
    }

    @Bean
    WebMvcConfigurer guardRegistration(AccountGuard accounts, InstallationGuard installation) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(accounts).addPathPatterns(AccountGuard.PATTERN);
                registry.addInterceptor(installation)
                        .addPathPatterns(InstallationGuard.PATTERN)
                        .excludePathPatterns(
                                AccountGuard.PATTERN, "/api/v1/about", "/api/v1/session");
            }
        };
    }
}
