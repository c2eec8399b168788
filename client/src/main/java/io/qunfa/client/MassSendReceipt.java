package io.qunfa.client;

import java.util.Optional;

/**
 * The platform has accepted a send; whom it reached is told later by {@code MASSSENDJOBFINISH}.
 *
 * @param msgId the send task
 * @param msgDataId articles only
 */
public record MassSendReceipt(MsgId msgId, Optional<MsgDataId> msgDataId) {}
