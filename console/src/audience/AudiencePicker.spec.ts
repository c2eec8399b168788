// @vitest-environment jsdom
import userEvent from "@testing-library/user-event";
import { screen } from "@testing-library/vue";
import { describe, expect, test } from "vitest";
import AudiencePicker from "@/audience/AudiencePicker.vue";
import { NOTHING, type Choice } from "@/audience/choice";
import { show } from "@/testing/render";
import { anOverview } from "@/testing/samples";

async function pick(choice: Choice, tags = anOverview().tags) {
  const page = await show(AudiencePicker, {
    modelValue: choice,
    accountId: "a1",
    overview: anOverview({ tags }),
  });
  return () => page.emitted<[Choice]>("update:modelValue").at(-1)?.[0];
}

describe("picking an audience", () => {
  test("starts with nobody chosen", async () => {
    await pick(NOTHING);
    const radios = screen.getAllByRole<HTMLInputElement>("radio");
    expect(radios.some((radio) => radio.checked)).toBe(false);
  });

  test("everyone is chosen by choosing it", async () => {
    const chosen = await pick(NOTHING);
    await userEvent.click(screen.getByRole("radio", { name: /All followers/ }));
    expect(chosen()).toMatchObject({ kind: "all" });
  });

  test("a tag is chosen by its name", async () => {
    const chosen = await pick({ ...NOTHING, kind: "tag" });
    await userEvent.click(screen.getByRole("radio", { name: /星标组/ }));
    expect(chosen()).toMatchObject({ kind: "tag", tagId: "2" });
  });

  test("an account without tags says so", async () => {
    await pick({ ...NOTHING, kind: "tag" }, []);
    expect(screen.getByText("This account has no tags yet.")).toBeTruthy();
  });

  test("a list that is too long to be told may stay as it is", async () => {
    await pick({ ...NOTHING, kind: "kept", keptSize: 12_000 });
    expect(screen.getByRole<HTMLInputElement>("radio", { name: /as it is 12,000/ }).checked).toBe(
      true,
    );
  });

  test("a list says what it read and what it could not", async () => {
    await pick({ ...NOTHING, kind: "openIds", openIds: "o6_bmjrPTlm6_2sgVt7hMZOPfL2M\n张三" });
    expect(screen.getByText(/1 OpenID read/)).toBeTruthy();
    expect(screen.getByText("张三")).toBeTruthy();
  });
});
