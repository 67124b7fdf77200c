// SPDX-License-Identifier: Apache-2.0
/**
 * What every part of the service needs at its HTTP door: refusals in words, access rules,
 * and its own address.
 */
package io.github.threadleaks.sample.web;
