-- How many mass messages each follower has had in a month of Beijing time, as four sets of numbers.
CREATE TABLE audience.monthly_count (
    account_id  uuid    NOT NULL,
    month       date    NOT NULL CHECK (extract(day FROM month) = 1),
    at_least_1  bytea   NOT NULL,
    at_least_2  bytea   NOT NULL,
    at_least_3  bytea   NOT NULL,
    at_least_4  bytea   NOT NULL,
    PRIMARY KEY (account_id, month)
);

-- Who was counted for which message: a message counts once, and can be taken back exactly.
CREATE TABLE audience.counted_message (
    account_id  uuid    NOT NULL,
    message_id  uuid    NOT NULL,
    month       date    NOT NULL,
    members     bytea   NOT NULL,
    PRIMARY KEY (account_id, message_id)
);
