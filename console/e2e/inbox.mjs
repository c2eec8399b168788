// What a follower says arrives, is read and is answered.
export async function reading(walk, { page, phone, account, question }) {
    const answer = `三点${question.slice(-4)}`;

    await walk.step("what the follower said is in the inbox", async () => {
        await page.goto(`${account.url}/inbox`);
        const row = page.getByRole("row").filter({ hasText: question }).first();
        await row.getByText("已处理").waitFor();
        await row.getByRole("link").first().click();
        await page.getByRole("region", { name: "内容" }).getByText(question).waitFor();
        await page.getByRole("region", { name: "平台推送的原文" }).getByText("<xml>").waitFor();
    });

    await walk.step("it is handled again only after saying what that means", async () => {
        await page.getByRole("button", { name: "重新处理" }).click();
        const dialog = page.getByRole("dialog");
        await dialog.getByText(/不会再次回复粉丝/).waitFor();
        await dialog.getByRole("button", { name: "重新处理" }).click();
        await dialog.waitFor({ state: "hidden" });
    });

    await walk.step("the follower is answered and reads it on the phone", async () => {
        await page.locator("dd").getByRole("link").click();
        await page.getByRole("textbox", { name: "回复" }).fill(answer);
        await page.getByRole("button", { name: "发送客服消息" }).click();
        await page.getByRole("list", { name: "对话" }).getByText(answer).waitFor();
        await phone.getByText(answer, { exact: true }).waitFor();
    });
}
