// @vitest-environment jsdom
import userEvent from "@testing-library/user-event";
import { screen } from "@testing-library/vue";
import { h, type FunctionalComponent } from "vue";
import { describe, expect, test, vi } from "vitest";
import { ProblemError, localProblem } from "@/api/problem";
import { show } from "@/testing/render";
import ListState from "@/ui/ListState.vue";

const NOTHING = { loading: false, error: null, empty: false, emptyTitle: "Nothing here" };

describe("the states of a list", () => {
  test("loading is announced", async () => {
    await show(ListState, { ...NOTHING, loading: true });
    expect(screen.getByRole("status").textContent).toContain("Loading");
  });

  test("empty says so", async () => {
    await show(ListState, { ...NOTHING, empty: true, emptyText: "Add one" });
    expect(screen.getByText("Nothing here")).toBeTruthy();
    expect(screen.getByText("Add one")).toBeTruthy();
  });

  test("an error says what went wrong, what to do, and can be tried again", async () => {
    const retry = vi.fn();
    const error = new ProblemError({ ...localProblem("broken", 503), title: "It broke" });
    await show(ListState, { ...NOTHING, error, retry });
    expect(screen.getByRole("alert").textContent).toContain("It broke");
    expect(screen.getByRole("alert").textContent).toContain("look at its log");
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(retry).toHaveBeenCalledOnce();
  });

  test.each([
    [new TypeError("fetch failed"), true],
    [new ProblemError(localProblem("not-signed-in", 401)), true],
    [new ProblemError(localProblem("not-found", 404)), false],
  ])("what was read before %s: stays %s", async (error, stays) => {
    const List: FunctionalComponent = () => h(ListState, { ...NOTHING, error }, () => "was read");
    const page = await show(List);
    expect(screen.getByRole("alert")).toBeTruthy();
    expect(page.container.textContent.includes("was read")).toBe(stays);
  });

  test("no answer at all is explained in our own words", async () => {
    await show(ListState, { ...NOTHING, error: new TypeError("fetch failed") });
    expect(screen.getByRole("alert").textContent).toContain("The server cannot be reached");
  });
});
