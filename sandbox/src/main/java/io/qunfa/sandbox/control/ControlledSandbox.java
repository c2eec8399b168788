package io.qunfa.sandbox.control;

import io.qunfa.sandbox.callback.Pushes;
import io.qunfa.sandbox.faults.Faults;
import io.qunfa.sandbox.journal.Journal;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.World;
import java.net.InetAddress;
import java.util.List;

/** What the control surface controls. */
public record ControlledSandbox(
        World world, Pushes pushes, Faults faults, Journal journal, InetAddress bindAddress) {

    /** Everything as at the beginning. */
    public void reset() {
        pushes.clear();
        faults.replace(List.of());
        world.reset();
        journal.clear();
    }

    OfficialAccount account(ControlRequest request) {
        var appId = request.variable("appid");
        return world.find(appId).orElseThrow(() -> ControlProblem.notFound("account " + appId));
    }
}
