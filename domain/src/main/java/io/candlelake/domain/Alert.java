package io.candlelake.domain;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/**
 * What a rule noticed, once: {@code spike, BTC-USD, 8.1 against 6, 2026-07-07T22:58:17.164892Z}.
 *
 * @param alertId the same whenever the alert is made again from the same events
 * @param rule the rule's name, as configured
 * @param productId the market
 * @param kind what kind of rule: {@code MISSED_INTERVAL}
 * @param value what was seen, where it is a number
 * @param threshold what it was held against, where there is one
 * @param time event time
 * @param detail one line for a person
 */
public record Alert(
        UUID alertId,
        String rule,
        ProductId productId,
        String kind,
        Optional<BigDecimal> value,
        Optional<BigDecimal> threshold,
        Timestamp time,
        String detail) {}
