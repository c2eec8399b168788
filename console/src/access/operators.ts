import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import type { toParameters } from "@/access/audit";
import { answered, api } from "@/api/client";
import { usePaged } from "@/api/paged";
import type {
  ApiTokenRequest,
  GrantRequest,
  OperatorChangeRequest,
  OperatorRequest,
  OperatorView as Operator,
  PasswordRequest,
} from "@/api/schema";

type Id = MaybeRefOrGetter<string>;

const OPERATORS = "operators";
const GRANTS = "grants";
const TOKENS = "api-tokens";

export function useOperators() {
  return usePaged([OPERATORS, "list"], (after) =>
    answered(api.GET("/api/v1/operators", { params: { query: { after } } })),
  );
}

export function useOperator(operator: Id) {
  return useQuery({
    queryKey: [OPERATORS, operator],
    queryFn: () => answered(api.GET("/api/v1/operators/{operator}", of(operator))),
  });
}

export function useOperatorGrants(operator: Id) {
  return useQuery({
    queryKey: [OPERATORS, operator, GRANTS],
    queryFn: () => answered(api.GET("/api/v1/operators/{operator}/grants", of(operator))),
  });
}

export function useOperatorTokens(operator: Id) {
  return useQuery({
    queryKey: [OPERATORS, operator, TOKENS],
    queryFn: () => answered(api.GET("/api/v1/operators/{operator}/api-tokens", of(operator))),
  });
}

export function useCreateOperator() {
  return useChange([OPERATORS], (body: OperatorRequest) =>
    answered(api.POST("/api/v1/operators", { body })),
  );
}

export function useChangeOperator(operator: Id) {
  return useChange([OPERATORS], (body: OperatorChangeRequest): Promise<Operator> =>
    answered(api.PATCH("/api/v1/operators/{operator}", { ...of(operator), body })),
  );
}

export function useResetPassword(operator: Id) {
  return useChange([OPERATORS], () =>
    answered(api.POST("/api/v1/operators/{operator}/password-reset", of(operator))),
  );
}

export function useRevokeOperatorToken(operator: Id) {
  return useChange([OPERATORS], (token: string) =>
    answered(
      api.DELETE("/api/v1/operators/{operator}/api-tokens/{token}", {
        params: { path: { operator: toValue(operator), token } },
      }),
    ),
  );
}

export function useGrants(id: Id) {
  return useQuery({
    queryKey: [GRANTS, id],
    queryFn: () => answered(api.GET("/api/v1/accounts/{id}/grants", on(id))),
  });
}

export function useGrant(id: Id) {
  return useChange([GRANTS], (body: GrantRequest) =>
    answered(api.PUT("/api/v1/accounts/{id}/grants", { ...on(id), body })),
  );
}

export function useWithdraw(id: Id) {
  return useChange([GRANTS], (operator: string) =>
    answered(
      api.DELETE("/api/v1/accounts/{id}/grants/{operator}", {
        params: { path: { id: toValue(id), operator } },
      }),
    ),
  );
}

export function useOwnTokens() {
  return useQuery({
    queryKey: [TOKENS],
    queryFn: () => answered(api.GET("/api/v1/api-tokens")),
  });
}

export function useCreateToken() {
  return useChange([TOKENS], (body: ApiTokenRequest) =>
    answered(api.POST("/api/v1/api-tokens", { body })),
  );
}

export function useRevokeToken() {
  return useChange([TOKENS], (token: string) =>
    answered(api.DELETE("/api/v1/api-tokens/{token}", { params: { path: { token } } })),
  );
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (body: PasswordRequest) => answered(api.PUT("/api/v1/session/password", { body })),
  });
}

/** What was done, on one account or on none, the newest first. */
export function useAudit(id: Id, search: () => ReturnType<typeof toParameters>) {
  return usePaged(
    () => ["audit", toValue(id), search()],
    (after) => {
      const query = { after, ...search() };
      return toValue(id) === ""
        ? answered(api.GET("/api/v1/audit", { params: { query } }))
        : answered(api.GET("/api/v1/accounts/{id}/audit", { params: { ...on(id).params, query } }));
    },
  );
}

/** What the trail can be looked through for. */
export function useAuditChoices(id: Id) {
  return useQuery({
    queryKey: computed(() => ["audit", toValue(id), "choices"]),
    queryFn: () =>
      toValue(id) === ""
        ? answered(api.GET("/api/v1/audit/choices"))
        : answered(api.GET("/api/v1/accounts/{id}/audit/choices", on(id))),
  });
}

function useChange<Body, Answer>(key: string[], mutationFn: (body: Body) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
}

function of(operator: Id) {
  return { params: { path: { operator: toValue(operator) } } };
}

function on(id: Id) {
  return { params: { path: { id: toValue(id) } } };
}
