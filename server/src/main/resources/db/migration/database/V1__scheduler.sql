-- What db-scheduler keeps: one row for each thing to wake up, claimed by one node at a time.
CREATE TABLE database.scheduled_task (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_task_due ON database.scheduled_task (execution_time);
CREATE INDEX scheduled_task_heartbeat ON database.scheduled_task (last_heartbeat);
