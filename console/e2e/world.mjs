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

    await walk.step("a disputed behaviour is switched, and a limit has its bounds", async () => {
        const search = phone.getByLabel(/^搜索设置/);
        const switches = phone.getByRole("region", { name: "行为开关" });
        await search.fill("oldHints");
        await switches.locator(".el-switch").click();
        await switches.getByText("已改").waitFor();
        await search.fill("");
        const limits = phone.getByRole("region", { name: "限额" });
        await limits.getByRole("button", { name: "限额" }).click();
        await limits.getByRole("button", { name: "推送" }).click();
        await limits.getByLabel("无应答时推送次数").fill("9");
        await limits.getByText("请填 1 到 4 之间的整数").waitFor();
        await limits.getByLabel("无应答时推送次数").fill("4");
        await limits.getByRole("button", { name: "保存限额" }).click();
        await limits.getByRole("button", { name: "保存限额", disabled: true }).waitFor();
    });

    await accounts(walk, phone);

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

async function accounts(walk, phone) {
    await walk.step("a dialog is opened and closed by keys, and gives the focus back", async () => {
        const button = phone.getByRole("button", { name: "新建公众号" });
        await button.focus();
        await phone.keyboard.press("Enter");
        await phone.getByRole("dialog").getByLabel("名称").and(phone.locator(":focus")).waitFor();
        await phone.keyboard.press("Escape");
        await phone.getByRole("dialog").waitFor({ state: "detached" });
        await button.and(phone.locator(":focus")).waitFor();
    });

    await walk.step("an account is made and deleted again", async () => {
        await phone.getByRole("button", { name: "新建公众号" }).click();
        const form = phone.getByRole("dialog");
        await form.getByLabel("名称").fill("短命的号");
        await form.getByRole("button", { name: "创建" }).click();
        await phone.getByRole("heading", { name: "短命的号", exact: true }).waitFor();
        await phone.getByRole("button", { name: "删除账号" }).click();
        const question = phone.getByRole("dialog", { name: "删除短命的号？" });
        await question.getByRole("button", { name: "删除账号" }).click();
        await phone
            .getByRole("heading", { name: "短命的号", exact: true })
            .waitFor({ state: "detached" });
    });
}
