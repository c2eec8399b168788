import { describe, expect, test } from "vitest";
import { stepAfterConnecting, stepsOf } from "@/account/wizard";

const begun = { way: "full" as const, verified: false, skipped: false, imported: false };

describe("connecting an account", () => {
  test("to send only has no step for callbacks", () => {
    expect(stepsOf("full")).toContain("callback");
    expect(stepsOf("send-only")).not.toContain("callback");
  });

  test("waits for the platform's verification, unless somebody goes on without", () => {
    expect(stepAfterConnecting(begun)).toBe("callback");
    expect(stepAfterConnecting({ ...begun, skipped: true })).toBe("import");
    expect(stepAfterConnecting({ ...begun, verified: true })).toBe("import");
  });

  test("to send only goes on with the followers at once", () => {
    expect(stepAfterConnecting({ ...begun, way: "send-only" })).toBe("import");
  });

  test("is done when the followers are there", () => {
    expect(stepAfterConnecting({ ...begun, verified: true, imported: true })).toBe("done");
  });
});
