import { afterEach } from "vitest";

// Specs that need a page say so in their first line; the others start faster without one.
if (typeof document !== "undefined") {
  const { cleanup } = await import("@testing-library/vue");
  afterEach(() => {
    cleanup();
    localStorage.clear();
  });
  globalThis.ResizeObserver ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
}
