import { afterEach } from "vitest";
import { cleanup } from "@testing-library/vue";

afterEach(() => {
  cleanup();
  localStorage.clear();
});

globalThis.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};
