// What a developer sets up and breaks on the sandbox's pages.

export async function world(walk, phone) {
    await walk.step("a domain with its protocol is wrong, and the bare one is taken", async () => {
        await phone.getByRole("link", { name: "设置", exact: true }).click();
        const form = phone.getByRole("region", { name: "网页授权域名" });
        await form.getByLabel("域名", { exact: true }).fill("http://www.example.com/");
        await form
            .getByRole("alert")
            .getByText(/不带协议/)
            .waitFor();
        await form.getByRole("button", { name: "使用 www.example.com" }).click();
        await form.getByRole("button", { name: "提交" }).click();
        await form.getByRole("status").waitFor();
    });

    await walk.step("a fault is ordered and removed again", async () => {
        await phone.getByRole("link", { name: "故障", exact: true }).click();
        const faults = phone.getByRole("region", { name: "故障", exact: true });
        await faults.getByRole("button", { name: "安排故障" }).click();
        const ordered = faults.getByRole("listitem");
        await ordered.getByText("还有 1 次").waitFor();
        await ordered.getByRole("button", { name: "移除" }).click();
        await ordered.waitFor({ state: "detached" });
    });
}
