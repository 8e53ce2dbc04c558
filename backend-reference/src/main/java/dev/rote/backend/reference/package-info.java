/**
 * A backend in plain Java with float64 inside: the oracle every other backend is compared with, and
 * the smallest complete example of a backend.
 *
 * <p>To write a backend of your own, read it in this order: {@link
 * dev.rote.backend.reference.ReferenceBackend} is what the harness finds; {@code ReferenceTrainer}
 * is what it opens and where a training step can be seen whole; {@code Compiler} turns the model's
 * layers into {@code Operator}s, one small class each, with the mathematics of the layer forward
 * and backward. {@code ParameterStore} and {@code Parameter} hold what is trained and the rule of
 * the optimizer. A backend over a framework has the same outline, but hands the operators' work,
 * and usually the whole loop over the steps, to the framework.
 *
 * <p>Everything runs on one thread and in one order, and functions like the exponential come from
 * {@link StrictMath}: the same plan gives the same bits on every machine.
 */
package dev.rote.backend.reference;
